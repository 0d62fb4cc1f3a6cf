"""The matrix of contributions: a structure, a year, what is called and how much of it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import bare_euros
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.queries import YearTable
from maillage.trade.funding.contributions.readings import Standing
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
    rows, rests_on, whole = [], _grounds(table, read), table.whole(read)
    for body in table.organisations:
        here = table.cell(body.pk, read)
        cells = [_cell(table, body, year, link, chosen) for year in years]
        note = rests_on.get(body.pk, "") if rests_on else _share(here, whole, read)
        rows.append(BodyRow(str(body), note, row_reading(here, read), cells))
    return rows


def year_totals(table: YearTable, years: Sequence[int]) -> list[tuple[int, str]]:
    """What each year makes: called, else planned."""
    return [
        (year, bare_euros(sum(one.amount or 0 for _body, one in table.of_year(year))))
        for year in years
    ]


def _grounds(table: YearTable, year: int) -> dict[int, str]:
    """What the sum of each structure rests on; nothing once one has a share of the year to read."""
    bodies = table.every or table.organisations
    paying = [one.pk for one in bodies if (here := table.cell(one.pk, year)) and here.amount]
    rows = {body: table.rows_of.get(body, ()) for body in paying}
    origins = {body: {one.origin for one in some} for body, some in rows.items()}
    is_shared = any(one.sharing_id is not None for some in rows.values() for one in some)
    if is_shared or any(len(some) > 1 for some in origins.values()):
        return {}
    return {body: str(Origin(some.pop()).label) for body, some in origins.items()}


def _share(here: Standing | None, whole: int, year: int) -> str:
    """« 43,66 % de 2027 »."""
    if here is None or not here.amount or not whole:
        return ""
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
