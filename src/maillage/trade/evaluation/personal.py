"""What does evaluation know of a person? Their name, where somebody wrote it."""

from collections.abc import Sequence

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit

ERASABLES = (
    Erasable(Benefit, texts=("label", "unit", "evidence", "attested_by")),
    Erasable(BalanceReading, texts=("words", "said_by", "answer")),
)


@personal.answer
def evaluation_room() -> Sequence[Room]:
    """Pages hold structures and sums: nothing is exported, a name that was typed is masked."""
    return (Room(_nothing, forget_balance),)


def _nothing(_reader: Reader, _somebody: Somebody) -> Sequence[Chapter]:
    return ()


def forget_balance(somebody: Somebody) -> None:
    """Their name in what was written of benefits and of the pages."""
    for one in ERASABLES:
        one.erase(somebody)
