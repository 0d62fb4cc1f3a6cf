"""Who is there is recorded seat by seat, by several people at once; nobody's word is lost."""

from maillage.core.versions import StaleVersionError, claim_version
from maillage.foundation.accounts.models import User
from maillage.trade.governance.models import Presence, StandDown
from maillage.trade.governance.services.meetings import write_meeting


def record_presence(*, author: User, presence: Presence, read: int) -> Presence:
    """How the seat is held at the meeting; 0 is read by who has seen nothing said of it.

    Saying again what is already said changes nothing. Raises StaleVersionError when somebody else
    has said another thing since.
    """
    with write_meeting(author, presence.meeting):
        kept, is_first = Presence.objects.get_or_create(
            meeting=presence.meeting,
            seat=presence.seat,
            defaults={"standing": presence.standing, "given_to": presence.given_to},
        )
        if is_first or _is_same(kept, presence):
            return kept
        if not read:
            raise StaleVersionError(kept)
        claim_version(kept, read)
        kept.standing, kept.given_to = presence.standing, presence.given_to
        kept.save()
    return kept


def _is_same(one: Presence, other: Presence) -> bool:
    return (one.standing, one.given_to_id) == (other.standing, other.given_to_id)


def stand_down(*, author: User, row: StandDown) -> StandDown:
    """The *déport* of a seat for one item; said twice, it is one and keeps the last note."""
    with write_meeting(author, row.item.meeting):
        kept, is_first = StandDown.objects.get_or_create(
            item=row.item, seat=row.seat, defaults={"note": row.note}
        )
        if not is_first and row.note:
            kept.note = row.note
            kept.save()
    return kept


def take_back(*, author: User, row: StandDown) -> None:
    """Removes a *déport* that was said by mistake."""
    with write_meeting(author, row.item.meeting):
        row.delete()
