"""The matrix of contributions: a structure, a year, what is called and how much of it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import bare_euros
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.queries import YearTable
from maillage.trade.funding.contributions.words import RowReading, row_reading, state_word

BEFORE, YEARS = 3, 5
FULL = 100


@dataclass(frozen=True, slots=True)
class YearCell:
    """A cell: its sum, its word, how full its bar is, where it leads."""

    year: int
    sum: str
    word: str
    filled: int
    is_called: bool
    is_late: bool
    url: str
    is_chosen: bool = False

    @property
    def is_void(self) -> bool:
        """Whether nothing is noted there."""
        return not self.word


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A structure: its share of the year that is read, what it tells, its cells."""

    name: str
    note: str
    reading: RowReading
    cells: Sequence[YearCell]


def body_rows(
    table: YearTable,
    years: Sequence[int],
    read: int,
    link: Callable[[int], str],
    chosen: int | None = None,
) -> list[BodyRow]:
    """One row for each structure; `link` gives the address of a contribution, one is `chosen`."""
    rows = []
    for body in table.organisations:
        here = table.cell(body.pk, read)
        cells = [_cell(table, body, year, link, chosen) for year in years]
        rows.append(BodyRow(str(body), _share(table, body, read), row_reading(here, read), cells))
    return rows


def year_totals(table: YearTable, years: Sequence[int]) -> list[tuple[int, str]]:
    """What each year makes: called, else planned."""
    return [
        (year, bare_euros(sum(one.amount or 0 for _body, one in table.of_year(year))))
        for year in years
    ]


def _share(table: YearTable, body: Organisation, year: int) -> str:
    """« 43,66 % de 2027 », or what the sum rests on when no key was shared."""
    here, whole = table.cell(body.pk, year), table.whole(year)
    if here is None or not here.amount or not whole:
        return ""
    rows = table.rows_of.get(body.pk, ())
    origins = {one.origin for one in rows}
    if all(one.sharing_id is None for one in rows) and len(origins) == 1:
        return str(Origin(origins.pop()).label)
    share = french.number(round(here.amount * FULL / whole, 2), 2)
    return _("%(share)s %% de %(year)s") % {"share": share, "year": year}


def _cell(
    table: YearTable,
    body: Organisation,
    year: int,
    link: Callable[[int], str],
    chosen: int | None,
) -> YearCell:
    one = table.cell(body.pk, year)
    if one is None:
        return YearCell(year, "", "", 0, False, False, "")
    received, rows = one.received or 0, table.rows[body.pk, year]
    is_proposed = not one.called and any(row.is_proposed for row in rows)
    return YearCell(
        year=year,
        sum="" if one.amount is None else bare_euros(one.amount),
        word=_("clé proposée") if is_proposed else state_word(one, year),
        filled=min(FULL, received * FULL // one.called) if one.called else 0,
        is_called=bool(one.called),
        is_late=bool(one.late),
        url=link(rows[0].pk),
        is_chosen=any(row.pk == chosen for row in rows),
    )
