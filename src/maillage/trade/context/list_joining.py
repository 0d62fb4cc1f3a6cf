"""Which rows of a list say the same thing, and what of the second is not taken?"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import NOTHING
from maillage.foundation.exchange.tables.repeats import may_join, take_once
from maillage.foundation.exchange.vocabulary.words import waits
from maillage.trade.context.list_comparing import Columns
from maillage.trade.context.small_lists import ListRow, Record

JOINED = lazy("Déjà dit à la ligne %(n)s : lues comme une seule.")
JOINED_ELSEWHERE = lazy("Déjà dit à la ligne %(n)s de « %(sheet)s » : lues comme une seule.")
LOST = lazy("Pas repris d’ici : %(cells)s.")


def join_repeated(
    rows: Sequence[ListRow[Record]],
    column: str,
    key_of: Callable[[ListRow[Record]], Sequence[object]],
    columns: Columns,
) -> None:
    """Reads as one the rows that say the same thing: the first wins, the second fills its blanks.

    What is not taken of the second is said; the `columns` are those that give each of its values.
    A refused row neither joins another nor stands for it; one apart in what nothing reads is asked.
    """
    first: dict[Sequence[object], ListRow[Record]] = {}
    for one in rows:
        key = (folded(str(one.record)), *key_of(one))
        if not key[0] or one.row.is_refused:
            continue
        same = first.setdefault(key, one)
        if same is one:
            continue
        if not may_join(one.row, same.row):
            take_once(one.row, same.row, column)
            continue
        same.complete_from(one)
        one.row.is_refused = True
        one.row.warn(one.row.column(column), _joined_words(same, one, columns))


def _joined_words(
    first: ListRow[Record],
    other: ListRow[Record],
    columns: Columns,
) -> str:
    """Says with which row another is read, and which of its cells are not taken."""
    words = JOINED if first.row.sheet == other.row.sheet else JOINED_ELSEWHERE
    sentence = words % {"n": first.row.row, "sheet": first.row.sheet}
    lost = [
        f"{other.row.headers.get(name, '')} « {other.row.text(name)} »".strip()
        for name in other.row.cells
        if _is_lost(first, other, name, columns)
    ]
    return " ".join((sentence, LOST % {"cells": ", ".join(lost)})) if lost else sentence


def _is_lost(
    first: ListRow[Record],
    other: ListRow[Record],
    column: str,
    columns: Columns,
) -> bool:
    """Whether a cell says something that the row with which its own is read does not take."""
    text = other.row.text(column)
    if not text or waits(text):
        return False
    names = [
        name
        for name, some in columns.items()
        if any(column in (one.name, *one.others) for one in some)
    ]
    if names:
        read = {name: other.values.get(name) for name in names}
        return any(
            value not in NOTHING and first.values.get(name) != value for name, value in read.items()
        )
    return bool(first.row.text(column)) and folded(first.row.text(column)) != folded(text)
