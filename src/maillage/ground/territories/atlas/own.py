"""Which of a workspace's own names does one mean? Few names, ranked as the register's are."""

from collections.abc import Iterable
from typing import TypeVar

from maillage.ground.territories.atlas.names import endings, tokens
from maillage.ground.territories.atlas.search import (
    CORRECTED,
    MOST_TYPED,
    MOST_WORDS,
    SCATTERED,
    tier_of,
)

Ranked = TypeVar("Ranked")


def ranked_names(typed: str, pairs: Iterable[tuple[str, Ranked]]) -> list[tuple[int, Ranked]]:
    """The things whose name may be meant, each with its tier; in the order given."""
    words = tokens(typed[:MOST_TYPED])[:MOST_WORDS]
    if not words:
        return []
    results = [(_tier(words, tokens(name)), thing) for name, thing in pairs]
    return [(tier, thing) for tier, thing in results if tier is not None]


def _tier(typed: list[str], words: list[str]) -> int | None:
    text = " ".join(typed)
    starts = [tier_of(end == text, level) for end, level in endings(words) if end.startswith(text)]
    if starts:
        return min(starts)
    if all(any(word.startswith(part) for word in words) for part in typed):
        return SCATTERED
    return _corrected("".join(typed), "".join(words))


def _corrected(typed: str, name: str) -> int | None:
    from rapidfuzz.distance import OSA

    allowed = 0 if len(typed) < 6 else 1 if len(typed) < 9 else 2
    errors = int(OSA.distance(typed, name, score_cutoff=allowed))
    return CORRECTED + 6 * errors if errors <= allowed else None
