"""The table of operations as a file: all the years, each year, what was paid, how to read it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from maillage.core import french
from maillage.core.books_out import Formula, Sheet, Shown
from maillage.core.money import euros, in_euros
from maillage.core.ods_out import column_letters
from maillage.core.table_files import book_response, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.funding.choices import OF_AMOUNTS, MoneyState, Section
from maillage.trade.funding.funding_plan.files import read_words
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.readings import (
    Entry,
    Operation,
    Payer,
    measured,
    payers,
    paying,
)
from maillage.trade.funding.maquette.table import Table
from maillage.trade.funding.maquette.words import NO_AXIS

FILENAME = "maquette-financiere"
COUNTED = "ce qui est accordé, sinon demandé, sinon pressenti ; rien d’un refus"
HEADS = (lazy("Axe"), lazy("Opération"), lazy("Section"), lazy("Maître d’ouvrage"))


def maquette_file(
    request: CooperationRequest, kind: str, table: Table, version: MaquetteVersion | None
) -> HttpResponse:
    """The operations on screen as a file to keep, `kind` being xlsx, ods or csv."""
    if kind == "csv":
        return table_response(kind, FILENAME, FILENAME, *long_table(table.rows))
    return book_response(kind, FILENAME, sheets(request, table, version))


def sheets(
    request: CooperationRequest, table: Table, version: MaquetteVersion | None
) -> list[Sheet]:
    """All the years, each year, what was paid, and how to read them."""
    columns = payers(table.entries)
    years = sorted({one.year for one in table.entries})
    of_all = _sheet(_("Pluriannuelle"), table.rows, columns, None, "counted")
    return [
        *([of_all] if table.chosen.year is None else []),
        *(_sheet(str(year), table.rows, columns, year, "counted") for year in years),
        _sheet(_("Versements"), table.rows, columns, None, "paid"),
        _read_me(request, table, version),
    ]


def _sheet(
    title: str, rows: Sequence[Operation], columns: Sequence[Payer], year: int | None, measure: str
) -> Sheet:
    """The operations by funder; the last column and the last row are sums made by the file."""
    with_cost = measure == "counted"
    headers = [
        *map(str, HEADS),
        *([_("Coût")] if with_cost else []),
        *(one.name for one in columns),
        _("Total des financeurs"),
        *([_gap_word(rows)] if with_cost and year is None else []),
    ]
    lines = [_line(place, one, columns, year, measure) for place, one in enumerate(rows, start=2)]
    return Sheet(title, headers, [*lines, _total(lines, len(headers))] if lines else [])


def _line(
    place: int, one: Operation, columns: Sequence[Payer], year: int | None, measure: str
) -> list[Shown]:
    wanted = [entry for entry in one.seen if year is None or entry.year == year]
    sums = [_of(wanted, column.key, measure) for column in columns]
    first = len(HEADS) + 1 + (measure == "counted")
    last = first + len(columns) - 1
    total = Formula(
        (f"{column_letters(first)}{place}:{column_letters(last)}{place}",) if columns else (),
        float(euros(sum(sums))),
    )
    cells: list[Shown] = [*_heads(one.head)]
    cost = sum(entry.cost for entry in wanted)
    if measure == "counted":
        cells.append(in_euros(cost))
    cells += [in_euros(cents) if cents else None for cents in sums]
    cells.append(total if columns else 0)
    if measure == "counted" and year is None:
        cells.append(in_euros(cost - sum(sums)))
    return cells


def _gap_word(rows: Sequence[Operation]) -> str:
    """An investment is balanced over all its years: no year alone says what is missing."""
    reads_all = all(one.reads_all for one in rows)
    return _("Il manque") if reads_all else _("À trouver ou à confirmer")


def _heads(one: Entry) -> tuple[str, str, str, str]:
    section = french.capital(str(Section(one.section).label))
    return one.axis or str(NO_AXIS), one.name, section, one.owner_name


def _total(lines: Sequence[Sequence[Shown]], width: int) -> list[Shown]:
    """The sums of the columns, each made by the file."""
    cells: list[Shown] = [_("Total"), None, None, None]
    for column in range(len(HEADS), width):
        letters = column_letters(column + 1)
        value = sum(_number(line[column]) for line in lines)
        cells.append(Formula((f"{letters}2:{letters}{len(lines) + 1}",), value))
    return cells


def _number(cell: Shown) -> float:
    if isinstance(cell, Formula):
        return cell.value
    return float(cell) if isinstance(cell, int | float) else 0.0


def _of(entries: Iterable[Entry], column: str, measure: str) -> int:
    return sum(measured(one, measure) for one in paying(entries) if one.column == column)


def long_table(rows: Iterable[Operation]) -> tuple[Sequence[str], list[Sequence[Value]]]:
    """One line for each sum: what a spreadsheet sums as it likes."""
    headers = (
        *map(str, HEADS),
        *(_("Année"), _("Financeur"), _("Au titre de"), _("État"), _("Coût")),
        *(
            *(french.capital(str(one.label)) for one in OF_AMOUNTS),
            _("Retenu"),
        ),
    )
    return headers, [_long_line(one) for row in rows for one in row.seen]


def _long_line(one: Entry) -> Sequence[Value]:
    state = str(MoneyState(one.state).label) if one.state else ""
    return (
        *_heads(one),
        *(one.year, one.payer_name, one.scheme, state),
        in_euros(one.cost) if not one.kind else None,
        *(in_euros(cents) for cents in (one.expected, one.requested, one.granted, one.paid)),
        in_euros(one.counted) if one.kind else None,
    )


def _read_me(request: CooperationRequest, table: Table, version: MaquetteVersion | None) -> Sheet:
    """What the file is, when it was made, what was left out, who may see it."""
    frozen = (
        _("« %(name)s », figée le %(day)s") % {"name": version, "day": _day(version.frozen_on)}
        if version
        else _("aujourd’hui")
    )
    filtered = _("une partie, selon les filtres") if table.chosen.narrows else _("toutes")
    return Sheet(
        _("Lisez-moi"),
        (_("Ce fichier"), _("Ce qu’il contient")),
        [
            (_("Coopération"), str(request.access.cooperation)),
            (_("Fait le"), _day(timezone.localdate())),
            (_("Maquette"), frozen),
            (_("Opérations"), filtered),
            (_("Montants"), read_words(reads_all=table.reads_all)),
            (_("Retenu"), pgettext("money", COUNTED)),
            (_("Année"), _("celle du rattachement, pas celle du versement")),
        ],
    )


def _day(day: date) -> str:
    return french.long_date(day)
