"""When will it be done, what has no slack, and which deadlines are already missed?"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillage.analysis.task_order import Graph, read_graph

Sessions = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Task:
    """A task: days of work, what it follows, who does it.

    `lags` gives the days to wait after a predecessor (below zero: it may start before the end).
    A task with a `council` ends on a session of that structure. `deadline` is the day by which it
    must be finished.
    """

    name: str
    duration: int
    predecessors: Sequence[str] = ()
    structure: str = ""
    lags: Mapping[str, int] | None = None
    deadline: int | None = None
    council: str | None = None


class TaskDates(NamedTuple):
    """Dates of one task, in days from the start; slacks are in days, below zero when too late.

    `waiting` is the number of days lost until the next session of the council.
    """

    name: str
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_slack: int
    free_slack: int
    waiting: int


@dataclass(frozen=True)
class Schedule:
    """Dates of every task, in the tasks' order.

    `critical` names the tasks without slack. `late` are those that cannot meet the deadlines, the
    worst first; `without_session` need a council with no later session known: their end is not
    moved.
    """

    duration: int
    tasks: tuple[TaskDates, ...]
    critical: tuple[str, ...]
    late: tuple[str, ...]
    without_session: tuple[str, ...]


def schedule(
    tasks: Sequence[Task], *, sessions: Sessions | None = None, start: int = 0
) -> Schedule:
    """Earliest and latest dates of tasks, their slacks, and what drives the end date.

    Forward: ES_j = max(start, EF_i + lag_ij over predecessors i), EF_j = ES_j + duration, moved
    to the council's next session when the task needs one. Backward: LF_i = min(end, deadline_i,
    LS_j - lag_ij over successors j), moved back to the council's last session, LS_i = LF_i minus
    the duration. Total slack = LF - EF; free slack = what delays no successor. Days are whole;
    O(tasks + links).

    En clair : « Ces tâches n’ont aucune marge : un jour de retard y retarde tout. »

    >>> plan = schedule([Task("Avis", 3), Task("Vote", 1, ["Avis"], council="Nort")],
    ...                 sessions={"Nort": [2, 10]})
    >>> plan.duration, [(task.name, task.total_slack, task.waiting) for task in plan.tasks]
    (10, [('Avis', 6, 0), ('Vote', 0, 6)])
    >>> schedule([]).duration, schedule([Task("Seule", 4)]).critical
    (0, ('Seule',))
    >>> schedule([Task("Dossier", 5, deadline=3)]).late
    ('Dossier',)

    Raises ValueError, naming the tasks, for a name given twice, an unknown predecessor, a
    negative duration or a cycle.

    Reference: J. E. Kelley, M. R. Walker, *Critical-path planning and scheduling*, 1959.
    """
    graph = read_graph(
        [task.name for task in tasks],
        [task.predecessors for task in tasks],
        [task.lags for task in tasks],
    )
    numbers_by_council = {council: sorted(days) for council, days in (sessions or {}).items()}
    starts, finishes, missing = _forward(tasks, graph, numbers_by_council, start)
    end = max(finishes, default=start)
    lates = _backward(tasks, graph, numbers_by_council, end, missing)
    allowed = _allowed_by_followers(graph, starts, end)
    rows = tuple(map(_dates, tasks, starts, finishes, lates, allowed))
    return Schedule(
        duration=end - start,
        tasks=rows,
        critical=tuple(row.name for row in rows if row.total_slack <= 0),
        late=tuple(row.name for row in sorted(rows, key=_total_slack) if row.total_slack < 0),
        without_session=tuple(tasks[place].name for place in sorted(missing)),
    )


def _forward(
    tasks: Sequence[Task], graph: Graph, sessions: Sessions, start: int
) -> tuple[list[int], list[int], set[int]]:
    starts, finishes = [start] * len(tasks), [start] * len(tasks)
    without_session = set()
    for place in graph.order:
        task, first = tasks[place], start
        for link in range(graph.heads[place], graph.heads[place + 1]):
            first = max(first, finishes[graph.before[link]] + graph.lags[link])
        if task.duration < 0:
            raise ValueError(f"{task.name} : la durée ({task.duration}) est négative.")
        finish = first + task.duration
        if task.council is not None:
            following = _next_session(sessions.get(task.council, ()), finish)
            if following is None:
                without_session.add(place)
            finish = finish if following is None else following
        starts[place], finishes[place] = first, finish
    return starts, finishes, without_session


def _backward(
    tasks: Sequence[Task], graph: Graph, sessions: Sessions, end: int, without_session: set[int]
) -> list[int]:
    """Latest finish of each task."""
    lates = [end] * len(tasks)
    for place in reversed(graph.order):
        task, late = tasks[place], lates[place]
        if task.deadline is not None:
            late = min(late, task.deadline)
        if task.council is not None and place not in without_session:
            late = _last_session(sessions.get(task.council, ()), late)
        lates[place] = late
        for link in range(graph.heads[place], graph.heads[place + 1]):
            before = graph.before[link]
            lates[before] = min(lates[before], late - task.duration - graph.lags[link])
    return lates


def _allowed_by_followers(graph: Graph, starts: Sequence[int], end: int) -> list[int]:
    """Latest finish of each task that moves the early start of no other."""
    allowed = [end] * len(starts)
    for place, first in enumerate(starts):
        for link in range(graph.heads[place], graph.heads[place + 1]):
            before = graph.before[link]
            allowed[before] = min(allowed[before], first - graph.lags[link])
    return allowed


def _dates(task: Task, first: int, finish: int, late: int, allowed: int) -> TaskDates:
    return TaskDates(
        task.name,
        early_start=first,
        early_finish=finish,
        late_start=late - task.duration,
        late_finish=late,
        total_slack=late - finish,
        free_slack=allowed - finish,
        waiting=finish - first - task.duration,
    )


def _next_session(days: Sequence[int], day: int) -> int | None:
    place = bisect_left(days, day)
    return days[place] if place < len(days) else None


def _last_session(days: Sequence[int], day: int) -> int:
    place = bisect_right(days, day)
    return days[place - 1] if place else day


def _total_slack(row: TaskDates) -> int:
    return row.total_slack
