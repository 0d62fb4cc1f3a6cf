"""Who is there is recorded seat by seat, by several people at once; nobody's word is lost."""

from collections.abc import Iterable, Mapping

from maillage.core.versions import ClosedError, StaleVersionError, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.trade.governance.meetings.models import Meeting, Presence, StandDown
from maillage.trade.governance.meetings.services.meetings import write_meeting

SAID = "standing", "given_to", "note"


def record_presence(*, author: User, presence: Presence, read: int) -> Presence:
    """How the seat is held at the meeting; 0 is read by who has seen nothing said of it.

    Saying again what is already said changes nothing. Raises StaleVersionError when somebody else
    has said another thing since.
    """
    with write_meeting(author, presence.meeting):
        kept, is_first = Presence.objects.get_or_create(
            meeting=presence.meeting,
            seat=presence.seat,
            defaults={name: getattr(presence, name) for name in SAID},
        )
        if is_first or _is_same(kept, presence):
            return kept
        if not read:
            raise StaleVersionError(kept)
        claim_version(kept, read)
        for name in SAID:
            setattr(kept, name, getattr(presence, name))
        kept.save()
    return kept


def note_presences(*, meeting: Meeting, rows: Iterable[Presence]) -> int:
    """Says how seats were held, inside a gesture being written; what is known of a seat stays.

    Returns how many were noted. Raises ClosedError when there is one to note and the
    record of the meeting is validated.
    """
    known = set(Presence.objects.filter(meeting=meeting).values_list("seat", flat=True))
    fresh = [one for one in rows if one.seat_id not in known]
    if fresh and meeting.closed_words:
        raise ClosedError(meeting)
    journal.bulk_create(Presence, fresh)
    return len(fresh)


def complete_observations(*, meeting: Meeting, said: Mapping[int, str]) -> int:
    """Writes what is observed of seats of which nothing was, by seat; returns how many were.

    Inside a gesture being written. Raises ClosedError as `note_presences` does.
    """
    blank = list(Presence.objects.filter(meeting=meeting, seat__in=said, note=""))
    if blank and meeting.closed_words:
        raise ClosedError(meeting)
    for one in blank:
        claim_version(one, one.version)
        one.note = said[one.seat_id]
        one.save()
    return len(blank)


def _is_same(one: Presence, other: Presence) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


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
