"""Who gives what to whom: structures that give in rows, those that receive in columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.my_commitments import Ledger
from maillage.trade.governance.commitments.rules import MARKS, amount_words, is_late

MOST_IN_CELL = 4


@dataclass(frozen=True, slots=True)
class Gift:
    """A commitment in a cell: its amount, else its name, and its sheet."""

    words: str
    label: str
    mark: str
    url: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class GiftCell:
    """What one gives to the other, the first ones, and how many are left to the list."""

    receiver: str
    gifts: Sequence[Gift]
    more: int

    @property
    def is_late(self) -> bool:
        """Whether the reading counts one of them among the late ones."""
        return any(one.is_late for one in self.gifts)


@dataclass(frozen=True, slots=True)
class Gives:
    """The matrix: who receives, then each structure that gives, cell by cell."""

    receivers: Sequence[str]
    rows: Sequence[tuple[str, Sequence[GiftCell]]]


def gives(slug: str, ledgers: Sequence[Ledger], today: date) -> Gives:
    """What is open between these structures; what is owed to nobody goes to the cooperation."""
    rows = [one for ledger in ledgers for one in ledger.owes]
    receivers = sorted({_receiver(one) for one in rows})
    givers = [ledger for ledger in ledgers if ledger.owes]
    return Gives(
        [name for _is_structure, name in receivers],
        [(one.name, [_cell(slug, one, to, today) for to in receivers]) for one in givers],
    )


def _receiver(one: Commitment) -> tuple[bool, str]:
    """The cooperation first, then the structures by name."""
    if one.owed_to is None:
        return False, _("La coopération")
    return True, one.owed_to.short_name or one.owed_to.name


def _cell(slug: str, giver: Ledger, receiver: tuple[bool, str], today: date) -> GiftCell:
    rows = [one for one in giver.owes if _receiver(one) == receiver]
    rows.sort(key=lambda one: not is_late(one.state, one.due_on, today))
    gifts = [_gift(slug, one, today) for one in rows[:MOST_IN_CELL]]
    return GiftCell(receiver[1], gifts, len(rows) - len(gifts))


def _gift(slug: str, one: Commitment, today: date) -> Gift:
    return Gift(
        words=amount_words(one.kind, one.quantity, one.unit) or one.label,
        label=one.label,
        mark=MARKS[CommitmentState(one.state)],
        url=reverse("governance:commitment", args=[slug, one.pk]),
        is_late=is_late(one.state, one.due_on, today),
    )
