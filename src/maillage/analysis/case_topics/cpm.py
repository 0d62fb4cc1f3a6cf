"""Reference cases of the critical path."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import NotRequired, TypedDict

from maillage.analysis.case_tolerances import same_exactly
from maillage.analysis.exact import Number, as_integers, exact
from maillage.analysis.schedule import Schedule, Task, TaskDates, schedule


class Inputs(TypedDict):
    """What a case gives: durations, and the tasks that each one follows, if any."""

    durations: dict[str, Number]
    predecessors: NotRequired[dict[str, list[str]] | None]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from; durations that are not whole are scaled."""

    @cache
    def plan() -> tuple[Schedule, int]:
        return _plan(inputs)

    def tasks() -> dict[str, dict[str, Fraction]]:
        result, scale = plan()
        return {row.name: _dates(row, scale) for row in result.tasks}

    return {
        "project_duration": lambda: Fraction(plan()[0].duration, plan()[1]),
        "tasks": tasks,
        "critical": lambda: list(plan()[0].critical),
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """Exact."""
    return same_exactly(expected, computed)


def _plan(inputs: Inputs) -> tuple[Schedule, int]:
    durations = {name: exact(value, name) for name, value in inputs["durations"].items()}
    days, scale = as_integers(tuple(durations.values()))
    before = inputs.get("predecessors") or {}
    tasks = [
        Task(name, duration, before.get(name) or ())
        for name, duration in zip(durations, days, strict=True)
    ]
    return schedule(tasks), scale


def _dates(row: TaskDates, scale: int) -> dict[str, Fraction]:
    return {
        "early_start": Fraction(row.early_start, scale),
        "early_finish": Fraction(row.early_finish, scale),
        "late_start": Fraction(row.late_start, scale),
        "late_finish": Fraction(row.late_finish, scale),
        "total_slack": Fraction(row.total_slack, scale),
        "free_slack": Fraction(row.free_slack, scale),
    }
