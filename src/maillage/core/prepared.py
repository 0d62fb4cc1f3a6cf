"""How is the same question asked again and again without writing its SQL each time?

Django takes longer to write the SQL of a search, or of what every page asks, than the database to
answer it. Such questions differ by their words alone: the SQL is written once with words that stand
for those to come, then asked with the ones typed.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from maillage.core.folded import as_glob

KEPT = 256
# Stands for a number to come: no record bears it, and every column of whole numbers holds it.
NOBODY = 2_100_000_000
Parameter = str | int | date | None
Word = TypeVar("Word", str, int, str | int)
Row = TypeVar("Row", bound=tuple[object, ...])
Converters = dict[int, tuple[Sequence[Callable[..., object]], models.Expression]]


@dataclass(frozen=True)
class _Written:
    """The SQL of a search, what is asked, and how Django reads some columns of the answer.

    Values are asked as they are, words by their place.
    """

    sql: str
    asked: Sequence["Parameter | _Place"]
    converters: Converters


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
        """The rows of the search that `build` makes of these words.

        `key` holds all that the search depends on beside its words, the day included. `build` asks
        numbers and texts as they are, and folded columns by what they hold or begin with.
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
        if not written.converters:
            return rows
        return [_read(row, written.converters, connection) for row in rows]


def _read(row: Row, converters: Converters, connection: BaseDatabaseWrapper) -> Row:
    """The values as Django gives them, moments with their time zone on every database."""
    values: list[object] = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            values[place] = step(values[place], expression, connection)
    return cast(Row, tuple(values))


def _write(
    words: Sequence[Word], build: Callable[[Sequence[Word]], models.QuerySet[models.Model, Row]]
) -> _Written | None:
    """The SQL, or nothing where nobody could be found."""
    standing = [_stand_in(number, one) for number, one in enumerate(words)]
    compiler = build(standing).query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, asked = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    return _Written(sql, [_place(one, standing) for one in asked], converters)


def _stand_in(number: int, word: Word) -> Word:
    if isinstance(word, int):
        return NOBODY - number
    return f"zqxj{chr(97 + number)}jxqz"


def _place(asked: Parameter, standing: Sequence[str | int]) -> "Parameter | _Place":
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
    words: Sequence[str | int],
    connection: BaseDatabaseWrapper,
) -> Parameter:
    """The value asked: a word has its own signs hidden from the pattern around it, if any."""
    if not isinstance(asked, _Place):
        return asked
    word = words[asked.number]
    if isinstance(word, int) or not (asked.before or asked.after):
        return word
    hidden = as_glob(word) if asked.after == "*" else connection.ops.prep_for_like_query(word)
    return f"{asked.before}{hidden}{asked.after}"
