"""Dates of tasks: the longest path, slacks that can really be used, councils that meet rarely."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.schedule import Schedule, Task, TaskDates, schedule

SESSIONS = {"Nort": [4, 9, 30, 60, 90, 200, 300], "Blain": [7, 8, 20, 45, 80, 150, 250]}


@st.composite
def projects(draw: st.DrawFn, councils: bool) -> list[Task]:
    """At most seven tasks, each after some of those before it."""
    tasks: list[Task] = []
    for place in range(draw(st.integers(1, 7))):
        before = draw(st.lists(st.sampled_from(range(place)), unique=True)) if place else []
        names = [f"T{i}" for i in before]
        tasks.append(
            Task(
                f"T{place}",
                draw(st.integers(0, 6)),
                names,
                lags={name: draw(st.integers(0, 3)) for name in names},
                council=draw(st.sampled_from([None, *SESSIONS])) if councils else None,
            )
        )
    return tasks


def longest_path(tasks: Sequence[Task], last: Task) -> int:
    by_name = {task.name: task for task in tasks}
    ways = [
        longest_path(tasks, by_name[name]) + (last.lags or {})[name] for name in last.predecessors
    ]
    return max(ways, default=0) + last.duration


@given(projects(councils=False))
def test_the_duration_is_that_of_the_longest_path(tasks: list[Task]) -> None:
    plan = schedule(tasks)

    assert plan.duration == max(longest_path(tasks, task) for task in tasks)
    assert [row.early_finish for row in plan.tasks] == [longest_path(tasks, t) for t in tasks]


@given(projects(councils=True), st.data())
def test_a_task_may_last_as_much_longer_as_its_slack_and_no_more(
    tasks: list[Task], data: st.DataObject
) -> None:
    plan = schedule(tasks, sessions=SESSIONS)
    place = data.draw(st.sampled_from(range(len(tasks))))
    task, slack = tasks[place], plan.tasks[place].total_slack + plan.tasks[place].waiting

    def longer(days: int) -> int:
        late = replace(task, duration=task.duration + days)
        return schedule([*tasks[:place], late, *tasks[place + 1 :]], sessions=SESSIONS).duration

    assert (longer(slack), longer(slack + 1) > plan.duration) == (plan.duration, True)


@given(projects(councils=True))
def test_free_slack_moves_no_follower(tasks: list[Task]) -> None:
    plan = schedule(tasks, sessions=SESSIONS)

    for place, row in enumerate(plan.tasks):
        assert row.free_slack >= 0
        if tasks[place].council is None:
            assert row.free_slack <= row.total_slack
            late = replace(tasks[place], duration=tasks[place].duration + row.free_slack)
            moved = schedule([*tasks[:place], late, *tasks[place + 1 :]], sessions=SESSIONS)
            others = [i for i in range(len(tasks)) if i != place]
            assert [moved.tasks[i].early_start for i in others] == [
                plan.tasks[i].early_start for i in others
            ]


@given(projects(councils=True))
def test_the_order_of_tasks_changes_no_date(tasks: list[Task]) -> None:
    turned = tasks[::-1]

    plan, other = schedule(tasks, sessions=SESSIONS), schedule(turned, sessions=SESSIONS)

    assert set(plan.tasks) == set(other.tasks)


def test_a_council_moves_the_end_to_its_next_session() -> None:
    tasks = [
        Task("Projet", 5),
        Task("Vote", 1, ["Projet"], council="Nort"),
        Task("Achat", 2, ["Vote"]),
    ]

    plan = schedule(tasks, sessions={"Nort": [30, 4, 9]})

    assert plan == Schedule(
        duration=11,
        tasks=(
            TaskDates("Projet", 0, 5, 3, 8, 3, 0, 0),
            TaskDates("Vote", 5, 9, 8, 9, 0, 0, 3),
            TaskDates("Achat", 9, 11, 9, 11, 0, 0, 0),
        ),
        critical=("Vote", "Achat"),
        late=(),
        without_session=(),
    )


def test_a_council_without_a_later_session_is_named() -> None:
    tasks = [Task("Projet", 5), Task("Vote", 1, ["Projet"], council="Nort")]

    plan = schedule(tasks, sessions={"Nort": [4]})

    assert (plan.duration, plan.without_session, plan.late) == (6, ("Vote",), ())
    assert schedule(tasks).without_session == ("Vote",)


def test_missed_deadlines_have_negative_slack_the_worst_first() -> None:
    tasks = [
        Task("Dossier", 6, deadline=5),
        Task("Accord", 4, ["Dossier"], deadline=8),
        Task("Bilan", 1, ["Accord"], deadline=20),
    ]

    plan = schedule(tasks, start=2)

    assert (plan.duration, plan.late) == (11, ("Dossier", "Accord"))
    assert [row.total_slack for row in plan.tasks] == [-4, -4, 0]


def test_a_negative_lag_lets_tasks_overlap_but_not_start_before_the_start() -> None:
    tasks = [Task("Étude", 5), Task("Plan", 4, ["Étude"], lags={"Étude": -2})]

    assert [row.early_start for row in schedule(tasks).tasks] == [0, 3]
    early = [tasks[0], replace(tasks[1], lags={"Étude": -9})]
    assert [row.early_start for row in schedule(early).tasks] == [0, 0]


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ([Task("A", 1), Task("A", 1)], "La tâche « A » figure deux fois."),
        ([Task("A", 1, ["B"])], "A : la tâche précédente « B » est inconnue."),
        ([Task("A", -1)], "A : la durée (-1) est négative."),
        ([Task("A", 1, ["A"])], "Ces tâches s’attendent en boucle : A → A."),
        (
            [Task("Z", 1), Task("C", 1, ["B", "Z"]), Task("A", 1, ["C"]), Task("B", 1, ["A"])],
            "Ces tâches s’attendent en boucle : C → A → B → C.",
        ),
    ],
)
def test_wrong_input_is_refused(tasks: list[Task], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        schedule(tasks)

    assert str(refused.value) == message
