"""The contributions as a file: one row for each structure, year and origin."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.money import euros
from maillage.core.tables_out import Value
from maillage.trade.funding.contributions.models import Contribution
from maillage.trade.funding.contributions.queries import YearTable

Table = tuple[Sequence[str], Sequence[Sequence[Value]]]


def contributions_table(table: YearTable) -> Table:
    """The headers and the rows; what the reader does not read is blank."""
    headers = (
        *(_("Structure"), _("Année"), _("Origine"), _("Précision")),
        *(_("Prévue"), _("Appelée"), _("Appelée le"), _("Reçue"), _("Reste")),
    )
    rows = [one for row in table.rows.values() for one in row]
    rows.sort(key=lambda one: (one.year, one.organisation.folded, one.pk))
    return headers, [_row(table, one) for one in rows]


def _row(table: YearTable, one: Contribution) -> Sequence[Value]:
    state = table.standings[one.pk]
    calls = [call.called_on for call in one.calls_read if call.cancelled_on is None]
    return (
        str(one.organisation),
        one.year,
        one.ground if one.is_proposed else str(one.get_origin_display()),
        "" if one.is_proposed else one.origin_text,
        None if one.planned_cents is None else euros(one.planned_cents),
        euros(state.called) if state.called else None,
        min(calls) if calls else None,
        None if state.received is None or not state.called else euros(state.received),
        None if state.rest is None or not state.called else euros(state.rest),
    )
