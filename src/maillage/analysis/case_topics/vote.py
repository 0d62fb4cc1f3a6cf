"""Reference cases of group choice: votes by rankings, majority judgment."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis.case_tolerances import same_exactly
from maillage.analysis.group_choice import (
    Judgment,
    RankedChoice,
    Ranking,
    majority_judgment,
    ranked_choice,
)

Level = int | str | list[int | str]


class Ballot(TypedDict, total=False):
    """Options from the most liked to the least, by place or by name, and how many say so."""

    order: list[Level]
    count: int


class Inputs(TypedDict, total=False):
    """What a case gives, by method."""

    method: str
    candidates: list[str]
    rankings: list[Ballot]
    grades: list[str]
    counts: dict[str, list[int]]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def vote() -> RankedChoice:
        return ranked_choice(
            inputs["candidates"], [_ranking(b, inputs) for b in inputs["rankings"]]
        )

    @cache
    def judgments() -> tuple[Judgment, ...]:
        return majority_judgment(inputs["grades"], inputs["counts"])

    return {
        "pairwise": lambda: vote().pairwise,
        "condorcet_winner": lambda: [
            winner for winner in [vote().condorcet_winner] if winner is not None
        ],
        "schulze_strength": lambda: vote().strengths,
        "schulze_winner": lambda: vote().schulze_winners,
        "result": lambda: {row.option: _result(row) for row in judgments()},
        "ranking": lambda: [row.option for row in judgments()],
    }


def agrees(key: str, expected: object, computed: object) -> bool:
    """Exact."""
    return same_exactly(expected, computed)


def _ranking(ballot: Ballot, inputs: Inputs) -> Ranking:
    return Ranking(
        [
            [_place(option, inputs) for option in level]
            if isinstance(level, list)
            else _place(level, inputs)
            for level in ballot["order"]
        ],
        ballot.get("count", 1),
    )


def _place(option: int | str, inputs: Inputs) -> int:
    return option if isinstance(option, int) else inputs["candidates"].index(option)


def _result(row: Judgment) -> dict[str, object]:
    return {
        "median_index": row.median,
        "better": row.better,
        "worse": row.worse,
        "majority_value_sequence": row.sequence,
    }
