"""How is a search asked at each letter typed without writing its SQL each time?

Django takes longer to write the SQL of a search than the database to answer it. The searches of one
reader differ by their words alone: the SQL is written once with words that stand for those to come,
then asked with the ones typed.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from maillage.core.folded import as_glob

KEPT = 256
Word = TypeVar("Word", str, int)
Parameter = str | int | date | None
Row = tuple[object, ...]


@dataclass(frozen=True)
class _Written:
    """The SQL of a search, and what is asked: values as they are, words by their place."""

    sql: str
    asked: Sequence["Parameter | _Place"]


@dataclass(frozen=True)
class _Place:
    """Which word stands there, between which signs."""

    number: int
    before: str = ""
    after: str = ""


class Prepared:
    """The searches of one kind, each written once; the oldest leave first."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Written | None] = {}

    def rows(
        self,
        key: Hashable,
        words: Sequence[Word],
        build: Callable[[Sequence[Word]], models.QuerySet[models.Model, Row]],
    ) -> list[Row]:
        """The rows of the search that `build` makes of these words, as the database gives them.

        `key` holds all that the search depends on beside its words, the day included. `build` asks
        numbers as they are, and texts of folded columns by what they hold or begin with.
        """
        place = (key, tuple(map(type, words)))
        if place not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[place] = _write(words, build)
        written = self._kept.get(place)
        if written is None:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [_said(one, words, connection) for one in written.asked])
            rows: list[Row] = cursor.fetchall()
        return rows


def _write(
    words: Sequence[Word], build: Callable[[Sequence[Word]], models.QuerySet[models.Model, Row]]
) -> _Written | None:
    """The SQL, or nothing where nobody could be found."""
    standing = [_stand_in(number, one) for number, one in enumerate(words)]
    try:
        sql, asked = build(standing).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return None
    return _Written(sql, [_place(one, standing) for one in asked])


def _stand_in(number: int, word: Word) -> Word:
    if isinstance(word, int):
        return -1_000_000 - number
    return f"zqxj{chr(97 + number)}jxqz"


def _place(asked: Parameter, standing: Sequence[str] | Sequence[int]) -> "Parameter | _Place":
    """The place of the word that this value stands for, or the value."""
    for number, one in enumerate(standing):
        if asked == one:
            return _Place(number)
        if isinstance(asked, str) and isinstance(one, str) and one in asked:
            before, _one, after = asked.partition(one)
            return _Place(number, before, after)
    return asked


def _said(
    asked: "Parameter | _Place",
    words: Sequence[str] | Sequence[int],
    connection: BaseDatabaseWrapper,
) -> Parameter:
    """The value asked: a word has its own signs hidden from the pattern around it."""
    if not isinstance(asked, _Place):
        return asked
    word = words[asked.number]
    if isinstance(word, int):
        return word
    hidden = as_glob(word) if asked.after == "*" else connection.ops.prep_for_like_query(word)
    return f"{asked.before}{hidden}{asked.after}"
