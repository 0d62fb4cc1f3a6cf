"""How is a commitment told in a line?"""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.sheet import Line
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.rules import MARKS, amount_words, is_late


def commitment_line(slug: str, row: Commitment, today: date, who: str = "") -> Line:
    """A commitment in a list: its state, its amount, its day, and who owes it."""
    when = _("pour le %(day)s") % {"day": french.long_date(row.due_on)} if row.due_on else ""
    late = _("en retard") if is_late(row.state, row.due_on, today) else ""
    done = amount_words(row.kind, row.delivered, row.unit) if row.delivered else ""
    parts = (
        who,
        str(row.get_state_display()),
        amount_words(row.kind, row.quantity, row.unit),
        _("%(done)s déjà tenus") % {"done": done} if done else "",
        when,
        late,
    )
    return Line(
        label=row.label,
        note=", ".join(part for part in parts if part),
        url=reverse("governance:commitment", args=[slug, row.pk]),
        family="promise",
        value=MARKS[CommitmentState(row.state)],
    )


def owed_and_requested(rows: Iterable[Commitment]) -> tuple[list[Commitment], list[Commitment]]:
    """What was promised at least, and what was only asked for: nobody owes that."""
    owed: list[Commitment] = []
    requested: list[Commitment] = []
    for row in rows:
        (requested if row.state == CommitmentState.ASKED else owed).append(row)
    return owed, requested
