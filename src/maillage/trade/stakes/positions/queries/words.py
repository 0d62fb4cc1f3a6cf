"""What did structures say themselves of the stakes, and what is not answered yet?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.positions.queries import positions
from maillage.trade.stakes.position_asks.queries import waiting_asks
from maillage.trade.stakes.stakes.models import Stake


@dataclass(frozen=True, slots=True)
class Word:
    """What a structure wanted on a stake, on a day."""

    organisation_id: int
    actor_id: int
    stake_id: int
    label: str
    value: int
    on: date


def words_of_structures(
    access: Access, organisations: Sequence[int], today: date
) -> Iterator[Word]:
    """What these structures said, as far as the reader may know, oldest first; two queries."""
    rows = positions(access).valid_on(today).filter(actor__organisation__in=organisations)
    first_hand = rows.exclude(source__kind__in=SourceKind.second_hand()).order_by("on", "pk")
    columns = "actor__organisation", "actor", "subject", "value", "on"
    pairs = list(first_hand.values_list(*columns))
    if not pairs:
        return
    existing = Stake.objects.filter(cooperation=access.cooperation_id)
    stakes = {
        subject: (pk, label)
        for pk, subject, label in existing.values_list("pk", "subject", "label")
    }
    for organisation, actor, subject, value, on in pairs:
        if organisation is not None and subject in stakes:
            yield Word(organisation, actor, *stakes[subject], value, on)


def unanswered_of(access: Access, organisations: Sequence[int]) -> set[int]:
    """Those of these structures to which stakes were put, and who may still answer; one query."""
    rows = waiting_asks(access.cooperation_id).filter(actor__organisation__in=organisations)
    return {one for one in rows.values_list("actor__organisation", flat=True) if one is not None}
