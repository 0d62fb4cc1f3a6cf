"""Who holds whom up on the way to the end date?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.analysis.schedule import Schedule, Task, TaskDates


@dataclass(frozen=True)
class HoldUp:
    """A structure whose tasks without slack are waited for by other structures.

    `tasks` are its own tasks waited for, `waiting` the structures that wait, `days` the days that
    its waited tasks take, sessions included; `ties` each of these tasks with one that waits for it.
    """

    structure: str
    tasks: tuple[str, ...]
    waiting: tuple[str, ...]
    days: int
    ties: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def hold_ups(tasks: Sequence[Task], plan: Schedule) -> tuple[HoldUp, ...]:
    """Structures waited for on the critical path, those that take most days first.

    Structure s holds up structure t when a task of t without slack starts on the very day that a
    task of s without slack, which it follows, allows: ES_j = EF_i + lag_ij. Tasks without a
    structure, and what a structure waits from itself, are left out.

    En clair : « Pour tenir la date, voici qui est attendu, et par qui. »

    >>> from maillage.analysis.schedule import schedule
    >>> tasks = [Task("Avis", 5, structure="Nort"), Task("Vote", 1, ["Avis"], structure="Blain")]
    >>> hold_ups(tasks, schedule(tasks))
    (HoldUp(structure='Nort', tasks=('Avis',), waiting=('Blain',), days=5),)
    >>> hold_ups([], schedule([]))
    ()
    """
    dates = {row.name: row for row in plan.tasks}
    by_name = {task.name: task for task in tasks}
    waits = [
        (by_name[name], task)
        for task in tasks
        for name in task.predecessors
        if _holds_up(by_name[name], task, dates[name], dates[task.name])
    ]
    structures = dict.fromkeys(before.structure for before, _after in waits)
    results = [_hold_up(structure, waits, dates) for structure in structures]
    return tuple(sorted(results, key=lambda hold_up: -hold_up.days))


def _holds_up(before: Task, after: Task, first: TaskDates, second: TaskDates) -> bool:
    if not before.structure or not after.structure or before.structure == after.structure:
        return False
    lag = (after.lags or {}).get(before.name, 0)
    tight = max(first.total_slack, second.total_slack) <= 0
    return tight and second.early_start == first.early_finish + lag


def _hold_up(
    structure: str, waits: Sequence[tuple[Task, Task]], dates: dict[str, TaskDates]
) -> HoldUp:
    links = [(before, after) for before, after in waits if before.structure == structure]
    tasks = tuple(dict.fromkeys(before.name for before, _after in links))
    return HoldUp(
        structure=structure,
        tasks=tasks,
        waiting=tuple(dict.fromkeys(after.structure for _before, after in links)),
        days=sum(dates[name].early_finish - dates[name].early_start for name in tasks),
        ties=tuple((before.name, after.name) for before, after in links),
    )
