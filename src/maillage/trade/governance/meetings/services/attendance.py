"""Who is there is recorded seat by seat, by several people at once; nobody's word is lost."""

from collections.abc import Iterable, Mapping

from maillage.core.versions import ClosedError, StaleVersionError, claim_version, repeats
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.trade.governance.meetings.models import Guest, Meeting, Presence, StandDown
from maillage.trade.governance.meetings.services.meetings import write_meeting

SAID = "standing", "given_to", "note", "came", "came_name"


def record_presence(*, author: User, presence: Presence, read: int) -> Presence:
    """How the seat is held at the meeting; 0 is read by whoever has seen nothing said of it.

    Saying again what is already said changes nothing. Raises StaleVersionError when somebody else
    has said another thing since.
    """
    with write_meeting(author, presence.meeting):
        record, is_first = Presence.objects.get_or_create(
            meeting=presence.meeting,
            seat=presence.seat,
            defaults={name: getattr(presence, name) for name in SAID},
        )
        if is_first or _is_same(record, presence):
            return record
        if not read:
            raise StaleVersionError(record)
        claim_version(record, read)
        for name in SAID:
            setattr(record, name, getattr(presence, name))
        record.save()
    return record


def note_presences(*, meeting: Meeting, rows: Iterable[Presence]) -> int:
    """Says how seats were held, inside a gesture being written; what is known of a seat stays.

    Returns how many were noted. Raises ClosedError when there is one to note and the
    record of the meeting is validated.
    """
    seats = set(Presence.objects.filter(meeting=meeting).values_list("seat", flat=True))
    fresh = [one for one in rows if one.seat_id not in seats]
    if fresh and meeting.closed_words:
        raise ClosedError(meeting)
    journal.bulk_create(Presence, fresh)
    return len(fresh)


def complete_observations(*, meeting: Meeting, words_by_number: Mapping[int, str]) -> int:
    """Writes what is observed of seats of which nothing was, by seat; returns how many were.

    Inside a gesture being written. Raises ClosedError as `note_presences` does.
    """
    blank = list(Presence.objects.filter(meeting=meeting, seat__in=words_by_number, note=""))
    if blank and meeting.closed_words:
        raise ClosedError(meeting)
    for one in blank:
        claim_version(one, one.version)
        one.note = words_by_number[one.seat_id]
        one.save()
    return len(blank)


def _is_same(one: Presence, other: Presence) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def invite_guest(*, author: User, guest: Guest) -> Guest:
    """Somebody invited to the meeting; sent twice, they are invited once."""
    with write_meeting(author, guest.meeting):
        same = Guest.objects.filter(meeting=guest.meeting)
        record = next((one for one in same if repeats(guest, one)), None)
        if record is not None:
            return record
        guest.save()
    return guest


def edit_guest(*, author: User, guest: Guest, read: int) -> Guest:
    """The guest with their changes; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, guest.meeting):
        claim_version(guest, read)
        guest.save()
    return guest


def remove_guest(*, author: User, guest: Guest) -> None:
    """Takes out somebody written by mistake, or who is not invited any more."""
    with write_meeting(author, guest.meeting):
        guest.delete()


def stand_down(*, author: User, row: StandDown) -> StandDown:
    """The *déport* of a seat for one item; said twice, it is one as it was last said."""
    with write_meeting(author, row.item.meeting):
        record, is_first = StandDown.objects.get_or_create(
            item=row.item, seat=row.seat, defaults={"note": row.note, "kind": row.kind}
        )
        if not is_first:
            record.note, record.kind = row.note or record.note, row.kind
            record.save()
    return record


def take_back(*, author: User, row: StandDown) -> None:
    """Removes a *déport* that was said by mistake."""
    with write_meeting(author, row.item.meeting):
        row.delete()
