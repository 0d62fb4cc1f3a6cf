"""What does evaluation know of a person? Their name, where somebody wrote it."""

from collections.abc import Sequence

from maillage.core.personal import Room, nothing_exported, personal
from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit

# Their name in what was written of benefits and of the pages.
forget_balance = erasing(
    Erasable(Benefit, texts=("label", "unit", "evidence", "attested_by")),
    Erasable(BalanceReading, texts=("words", "said_by", "answer")),
)


@personal.answer
def evaluation_room() -> Sequence[Room]:
    """Pages hold structures and sums: nothing is exported, a name that was typed is masked."""
    return (Room(nothing_exported, forget_balance),)
