"""What would each structure pay, under each key, beside what it paid and what alone costs?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.french import NBSP
from maillage.core.money import bare_euros, euros
from maillage.core.paged import Paged, holds, searched_text
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Payer, Reading
from maillage.trade.funding.cost_keys.words import bare_cents, change_words, whole_euros


@dataclass(frozen=True, slots=True)
class KeyCell:
    """What a key asks of a structure: in euros, by inhabitant, more or less than before."""

    letter: str
    sum: str
    by_inhabitant: str
    change: str
    over: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A structure: what it paid, what each key asks, what alone costs."""

    name: str
    was: str
    cells: Sequence[KeyCell]
    alone: str


def paged_places(sheet: SharingSheet, parameters: Mapping[str, str]) -> Paged[int]:
    """The places of the structures whose name holds what is searched, page by page."""
    text, payers = searched_text(parameters), sheet.read.payers
    places = [place for place, one in enumerate(payers) if holds(fold(one.name), text)]
    noun = (_("structure"), _("structures"))
    return Paged(places, len(payers), parameters, noun, anchor="#m-pay")


def ledger_rows(sheet: SharingSheet, places: Sequence[int]) -> list[LedgerRow]:
    """One row for each structure at these places."""
    return [_row(sheet, place, sheet.read.payers[place]) for place in places]


def ledger_totals(sheet: SharingSheet) -> LedgerRow:
    """What the columns add up to; nothing under a column that is not whole."""
    payers = sheet.read.payers
    cells = [
        KeyCell(
            one.mix.letter,
            bare_cents(sum(row.cents for row in one.rows)) if one.rows else "",
            "",
            "",
            "",
            one.mix.number == sheet.sharing.chosen_id,
        )
        for one in sheet.readings
    ]
    return LedgerRow(
        _("Total"),
        _sum([one.was for one in payers]),
        cells,
        _sum([one.alone for one in payers]),
    )


def value_rows(
    sheet: SharingSheet, places: Sequence[int]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The values of each structure at these places, under the criteria in their order."""
    rows = []
    for payer in (sheet.read.payers[place] for place in places):
        cells = [
            (one.label, _value(one.kind, one.values.get(payer.number)))
            for one in sheet.read.criteria
        ]
        rows.append((payer.name, cells))
    return rows


def _row(sheet: SharingSheet, place: int, payer: Payer) -> LedgerRow:
    return LedgerRow(
        payer.name,
        "" if payer.was is None else bare_euros(payer.was),
        [_cell(sheet, one, place, payer) for one in sheet.readings],
        "" if payer.alone is None else bare_euros(payer.alone),
    )


def _cell(sheet: SharingSheet, reading: Reading, place: int, payer: Payer) -> KeyCell:
    letter, is_chosen = reading.mix.letter, reading.mix.number == sheet.sharing.chosen_id
    if not reading.rows:
        return KeyCell(letter, "", "", "", "", is_chosen)
    row = reading.rows[place]
    count = sheet.read.population.get(payer.number)
    return KeyCell(
        letter=letter,
        sum=bare_cents(row.cents),
        by_inhabitant=_("%(sum)s%(space)s€ par habitant")
        % {"sum": french.number(euros(row.cents) / count, 2), "space": NBSP}
        if count
        else "",
        change=""
        if payer.was is None
        else _("%(change)s sur %(year)s")
        % {"change": change_words(row.cents - payer.was), "year": sheet.sharing.year - 1},
        over=_("%(sum)s de plus que seule") % {"sum": whole_euros(row.overpaid)}
        if row.overpaid
        else "",
        is_chosen=is_chosen,
    )


def _value(kind: str, value: Decimal | None) -> str:
    if kind == Measure.EQUAL:
        return "1"
    return "" if value is None else french.number(value.normalize())


def _sum(rows: Sequence[int | None]) -> str:
    written = [one for one in rows if one is not None]
    return bare_euros(sum(written)) if rows and len(written) == len(rows) else ""
