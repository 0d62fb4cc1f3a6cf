"""How is a commitment told in a line?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.sheet import Line
from maillage.core.strands import StrandMark
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import MARKS, OPEN, amount_words, is_late


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


def promise_mark(slug: str, row: Commitment, today: date, *, may_keep: bool) -> StrandMark:
    """A commitment read with its steps, on the thread of its structure.

    Late, it stands on the day that it missed: it calls for a reminder, for whoever `may_keep` it.
    """
    line = commitment_line(slug, row, today)
    is_open, late = row.state in OPEN, is_late(row.state, row.due_on, today)
    return StrandMark(
        fact="late" if late and row.state != CommitmentState.ASKED else row.state,
        on=_reached_on(row),
        title=line.label,
        note=line.note,
        url=line.url,
        family=line.family,
        value=line.value,
        is_open=is_open,
        next_on=row.due_on if is_open and not late else None,
        missed_on=row.due_on if late else None,
        gesture=Waiting(row.label, line.note, line.url, verb=_("Relancer"))
        if late and may_keep
        else None,
    )


def _reached_on(row: Commitment) -> date | None:
    """The day of the last step that made its state what it is."""
    steps: Sequence[CommitmentStep] = getattr(row, "told_steps", ())
    days = [one.on for one in steps if one.kind == row.state and one.replaced_at is None]
    return max(days, default=None)


def owed_and_requested(rows: Iterable[Commitment]) -> tuple[list[Commitment], list[Commitment]]:
    """What was promised at least, and what was only asked for: nobody owes that."""
    owed: list[Commitment] = []
    requested: list[Commitment] = []
    for row in rows:
        (requested if row.state == CommitmentState.ASKED else owed).append(row)
    return owed, requested
