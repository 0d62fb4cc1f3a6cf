"""Which columns left of the actions are their axis and objective, whatever word heads them?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import (
    BY_BOTH,
    BY_HEADER,
    ELSEWHERE,
    IN_PART,
    UNKNOWN,
    Column,
)
from maillage.foundation.exchange.vocabulary.words import singular_key

_TITLE, _AXIS, _AIM = "action_title", "axis", "objective"
_LEVELS = frozenset({_AXIS, "sub_axis", _AIM})
_NUMBERED = re.compile(
    r"\A(?P<word>[^\W\d_]{3,})\s*(?:n°\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-H])"
    r"(?=$|[\s.:)–—-])"
)
# « 1.1 Préserver les tourbières » is a level under « Vocation 1 ».
_LOWER = re.compile(r"\A(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})[\s.:)–—-]+(?=\S*[^\W\d_]{2})")
_FEWEST = 2


def with_levels(columns: Sequence[Column]) -> list[Column]:
    """The columns, those whose header is numbered in each value being an axis, then an objective.

    « Vocation 1 - Préserver » under « Vocation », left of the actions, heads several of them;
    « Mesure 1.1 : Milieux » is a level lower, as the second of two columns is. So is
    « 1.1 Milieux », right of an axis, under a header that is not known.
    """
    results = list(columns)
    title = next((place for place, one in enumerate(results) if one.field == _TITLE), 0)
    for place, one in enumerate(results[:title]):
        others = results[:place] + results[place + 1 :]
        if name := _level(one, results[:place], {other.field for other in others}):
            results[place] = replace(
                one, field=name, slot=0, reason=BY_BOTH, elsewhere="", doubt=""
            )
    return results


def _level(column: Column, before: Sequence[Column], taken: set[str]) -> str:
    """What a column says of the actions; '' when it is of no level, or of one above the axis."""
    is_under = any(one.field == _AXIS for one in before)
    numbers = _numbers(column) or (_lower_numbers(column) if is_under else [])
    if not numbers:
        return ""
    is_under = is_under or all("." in one for one in numbers)
    name = _AIM if is_under else _AXIS
    return "" if name in taken else name


def _lower_numbers(column: Column) -> list[str]:
    """The numbers of two parts that open each value of a column whose header is not known whole."""
    is_free = not column.is_decided and column.reason != BY_HEADER
    if not is_free or len(column.samples) < _FEWEST:
        return []
    matches = [_LOWER.match(one_line(text)) for text in column.samples]
    return [one["number"] for one in matches if one] if all(matches) else []


def _numbers(column: Column) -> list[str]:
    """The numbers that follow the header's own word in each value of a column still to be told."""
    is_free = column.field == IGNORED and column.reason in {UNKNOWN, ELSEWHERE}
    is_free = is_free or (column.field in _LEVELS and column.reason == IN_PART)
    if column.is_decided or not is_free or len(column.samples) < _FEWEST:
        return []
    words = set(singular_key(column.header).split())
    matches = [_NUMBERED.match(one_line(text)) for text in column.samples]
    own = [one["number"] for one in matches if one and singular_key(one["word"]) in words]
    return own if len(own) == len(matches) else []
