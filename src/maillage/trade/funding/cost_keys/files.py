"""The keys as a file: what each structure pays under each, and the values they rest on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.money import euros
from maillage.core.tables_out import Value
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.table import was_head

Table = tuple[Sequence[str], Sequence[Sequence[Value]]]


def keys_table(sheet: SharingSheet) -> Table:
    """The headers and one row for each structure; what the reader does not read has no column."""
    counted = [one for one in sheet.read.criteria if one.kind != Measure.EQUAL]
    headers = [_("Structure"), was_head(sheet), *(one.label for one in counted)]
    headers += [f"{one.mix.letter}, {one.mix.label}" for one in sheet.readings]
    if sheet.shows_alone:
        headers.append(_("Seule"))
    rows: list[Sequence[Value]] = []
    for place, payer in enumerate(sheet.read.payers):
        row: list[Value] = [payer.name, None if payer.was is None else euros(payer.was)]
        row += [one.values.get(payer.number) for one in counted]
        row += [euros(one.rows[place].cents) if one.rows else None for one in sheet.readings]
        if sheet.shows_alone:
            row.append(None if payer.alone is None else euros(payer.alone))
        rows.append(row)
    return headers, rows
