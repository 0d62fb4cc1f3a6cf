"""Which field does a column hold, by what opens the words of its header and by its values?"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import (
    BY_BOTH,
    BY_VALUES,
    ELSEWHERE,
    IN_PART,
    UNKNOWN,
    Column,
)
from maillage.foundation.exchange.vocabulary.words import header_key

# How openings of words say when something begins and ends, in any table.
BEGINS = r"commenc|debut|demarr|lance|engag|mise? en (?:route|oeuvre|chantier|place)"
ENDS = (
    r"fin\b|fini|terme|termin|echeance|avant\b|pour\b|limite|achev|livr|clotur|jusqu|ici\b|"
    r"butoir|delai|(?:au )?plus tard"
)
ASKED = r"sollicit|demand|attend|esper|souhait|escompt|vise"
AIDS = r"aide|subvention|concours|dotation|soutien|participation|detr|dsil"
# How a header says who carries something: « Menée par », « Portage assuré par ».
CARRIED_BY = r"port(?:eu[rs]|age|ee?s?\b)|menee?s?\b|conduit|assuree?s?\b"
THEMES = r"theme|thematique|domaine|secteur|politique|champ|disciplin|volet"
_COMES_BACK = lazy("Les mêmes mots y reviennent : est-ce bien ce que dit cette colonne ?")
_WORD = re.compile(r"\w+\.?")
_LETTERS = re.compile(r"[a-z]{4,}")
_SHORTEST = 3
_SOME, _AGREE, _PROVED, _FEWEST, _PASSES = 0.2, 0.6, 0.8, 3, 2

Values = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a field where no known header does: openings of words, and the look of values.

    A header holds one of `words`, one `beside` them where there are some, and none of `but`; most
    of the values `fits`. Values of a vocabulary so closed that it `proves` need no header. A column
    that is exactly of a field of `also` is this one where nothing else is; one of a field
    of `yields` is so where another column is free to be that field.
    """

    words: str
    fits: Callable[[str], bool]
    beside: str = ""
    but: str = ""
    proves: Callable[[str], bool] | None = None
    also: frozenset[str] = frozenset()
    yields: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def heads(self, header: str) -> bool:
        """Whether a header is of this field by its words, some of them cut short by a point."""
        key, shortened = header_key(header), _shortened(header)
        groups = (self.words, self.beside) if self.beside else (self.words,)
        return not self.denies(header) and all(_opens(key, shortened, some) for some in groups)

    def denies(self, header: str) -> bool:
        """Whether a header holds words that make it something else."""
        return bool(self.but and re.search(rf"\b(?:{self.but})", header_key(header)))


def with_signs(
    columns: Sequence[Column], signs: Mapping[str, Signs], values: Values, closed: Collection[str]
) -> list[Column]:
    """The columns, those left aside being the field that both their header and values tell.

    So are those known in part, said by another before them, or whose values are of another kind.
    `closed` are the fields that something else gives already. Of two columns that may be the same
    field, or two fields for one column, none is taken, and the officer is asked.
    """
    results = [_unless_denied(one, signs.get(one.field), values) for one in columns]
    for _pass in range(_PASSES):
        lacking = _lacking(results, signs, closed)
        claims = [
            (name, one)
            for one in results
            for name, of in lacking.items()
            if of.heads(one.header)
            and _agree(of.fits, one, values)
            and (
                _is_open(one, results, of, signs.get(one.field), values)
                or (one.field in of.yields and _may_yield(one, results, signs, values))
            )
        ]
        field_by_number = {one.number: name for name, one in claims if _is_alone(name, one, claims)}
        results = [_meant(one, field_by_number.get(one.number, ""), claims) for one in results]
    lacking = _lacking(results, signs, closed)
    return _proved([_in_doubt(one, lacking, values) for one in results], lacking, values)


def left_for(
    record: str, columns: Sequence[Column], fits: Callable[[str], bool], values: Values
) -> list[Column]:
    """The columns, the only unknown one of words, each said once, being what a record is called.

    Several other columns must be known, and none be it already.
    """
    fields = {one.field for one in columns} - {IGNORED}
    unknown = [
        one
        for one in columns
        if one.field == IGNORED and one.reason == UNKNOWN and not one.is_decided and one.header
        if len(set(values[one.number])) == len(values[one.number]) >= _FEWEST
        if _agree(fits, one, values, _PROVED)
    ]
    if record in fields or len(fields) < _FEWEST or len(unknown) != 1:
        return list(columns)
    meant = replace(unknown[0], field=record, reason=BY_VALUES)
    return [meant if one is unknown[0] else one for one in columns]


def rivals(
    column: Column,
    columns: Sequence[Column],
    signs: Mapping[str, Signs],
    values: Values,
    closed: Collection[str],
) -> list[str]:
    """The fields that no column is, which a column that we guess by its words may be as well."""
    if not column.is_guess and column.reason != IN_PART:
        return []
    lacking = _lacking(columns, signs, closed)
    return [
        name
        for name, of in lacking.items()
        if of.heads(column.header) and _agree(of.fits, column, values)
    ]


def _in_doubt(column: Column, lacking: Mapping[str, Signs], values: Values) -> Column:
    """A column that may be another field, which is asked where what it says comes back."""
    texts = values[column.number]
    is_free = not column.is_decided and len(set(texts)) < len(texts)
    others = [
        of for of in lacking.values() if column.field in of.yields and of.heads(column.header)
    ]
    if not is_free or not any(_agree(of.fits, column, values) for of in others):
        return column
    return replace(column, doubt=str(_COMES_BACK))


def _unless_denied(column: Column, mine: Signs | None, values: Values) -> Column:
    """A column known in part, unless other words of its header or its values deny it.

    What its header and its values tell together is denied by neither.
    """
    is_in_part = column.reason == IN_PART or column.is_guess
    if mine is None or column.is_chosen or column.reason == BY_BOTH or not is_in_part:
        return column
    is_like = column.is_guess or _agree(mine.fits, column, values, _SOME)
    if is_like and not mine.denies(column.header):
        return column
    return replace(column, field=IGNORED, reason=UNKNOWN)


def _lacking(
    columns: Sequence[Column], signs: Mapping[str, Signs], closed: Collection[str]
) -> dict[str, Signs]:
    """The fields that no column is, and that those around do not make mean something else."""
    taken, beside = {one.field for one in columns}, {one.tells for one in columns}
    given = taken | set(closed)
    return {n: of for n, of in signs.items() if n not in given and not of.unless & beside}


def _proved(
    columns: Sequence[Column], lacking: Mapping[str, Signs], values: Values
) -> list[Column]:
    """The columns, those whose values alone tell a field that no other column is being it."""
    claims = [
        (name, one)
        for one in columns
        for name, of in lacking.items()
        if of.proves and one.field == IGNORED and _is_open(one, columns, of, None, values)
        if len(values[one.number]) >= _FEWEST and _agree(of.proves, one, values, _PROVED)
    ]
    field_by_number = {one.number: name for name, one in claims if _is_alone(name, one, claims)}
    return [
        replace(
            one, field=field_by_number[one.number], slot=0, reason=BY_VALUES, elsewhere="", doubt=""
        )
        if one.number in field_by_number
        else one
        for one in columns
    ]


def _is_open(
    column: Column, columns: Sequence[Column], of: Signs, mine: Signs | None, values: Values
) -> bool:
    """Whether what a column holds is still to be told: its header or values are not its field's."""
    if column.is_decided or column.is_refused:
        return False
    if column.field == IGNORED:
        return column.reason in {UNKNOWN, ELSEWHERE, BY_VALUES} or column.is_twin
    if column.field in of.also or (mine and not _agree(mine.fits, column, values, _SOME)):
        return True
    before = columns[: columns.index(column)]
    is_guess = column.reason in {IN_PART, BY_VALUES}
    is_guess = is_guess or any(one.field == column.field for one in before)
    return is_guess and not (mine and mine.heads(column.header))


def _may_yield(
    column: Column, columns: Sequence[Column], signs: Mapping[str, Signs], values: Values
) -> bool:
    """Whether a column that nobody chose leaves its field to another, whose header says it too."""
    mine = signs.get(column.field)
    if mine is None or column.is_decided:
        return False
    free = (one for one in columns if one is not column and one.field == IGNORED)
    return any(
        mine.heads(one.header)
        and _agree(mine.fits, one, values)
        and _is_open(one, columns, mine, None, values)
        for one in free
    )


def _agree(
    fits: Callable[[str], bool], column: Column, values: Values, least: float = _AGREE
) -> bool:
    texts = values[column.number]
    return bool(texts) and sum(map(fits, texts)) >= least * len(texts)


def _is_alone(name: str, column: Column, claims: Sequence[tuple[str, Column]]) -> bool:
    return [one for one in claims if one[0] == name or one[1] is column] == [(name, column)]


def _meant(column: Column, name: str, claims: Sequence[tuple[str, Column]]) -> Column:
    """A column as the field that was recognised in it; one of several is asked about."""
    if name:
        return replace(column, field=name, slot=0, reason=BY_BOTH, elsewhere="", doubt="")
    competes = column.field == IGNORED and any(one is column for _name, one in claims)
    return replace(column, reason=UNKNOWN) if competes else column


def _opens(key: str, shortened: Collection[str], words: str) -> bool:
    """Whether a word opens as one of these, or is the opening of one that a point cuts short."""
    if re.search(rf"\b(?:{words})", key):
        return True
    whole = _LETTERS.findall(words)
    return any(one.startswith(word) for word in shortened for one in whole)


def _shortened(header: str) -> list[str]:
    """The words of a header that a point cuts short: « Prior. »."""
    words = (word for word in _WORD.findall(folded(header)) if word.endswith("."))
    return [word.rstrip(".") for word in words if len(word) > _SHORTEST]
