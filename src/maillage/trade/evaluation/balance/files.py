"""The balance as a file: one row a structure, each thing in its own unit, no total of all."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maillage.core.money import euros
from maillage.core.tables_out import Value
from maillage.trade.evaluation.balance.readings import StructureBalance
from maillage.trade.evaluation.balance.words import attested_words, counts_words, state_words

Table = tuple[Sequence[str], Sequence[Sequence[Value]]]


def balance_table(rows: Sequence[StructureBalance]) -> Table:
    """The headers and the rows of the page."""
    headers = (
        *(
            _("Structure"),
            _("Contributions appelées"),
            pgettext("money", "Accordé à d’autres membres"),
        ),
        _("Promis et tenu"),
        pgettext("money", "Aides accordées"),
        *(_("Évité, estimé"), _("Investi chez elle")),
        *(_("Bénéfices nommés"), _("Sa page")),
    )
    return headers, [_row(one) for one in rows]


def _row(one: StructureBalance) -> Sequence[Value]:
    return (
        one.name,
        euros(sum(row.cents for row in one.called)),
        euros(sum(row.cents for row in one.grants)),
        counts_words(one.promises),
        euros(one.received_cents),
        euros(one.avoided_cents),
        euros(one.invested),
        attested_words(one),
        state_words(one.state),
    )
