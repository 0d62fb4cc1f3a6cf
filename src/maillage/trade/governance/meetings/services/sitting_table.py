"""A table of meetings makes the unknown ones and says who was there; it replaces nothing."""

from django.utils import timezone

from maillage.core.versions import fill_blanks
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.meetings.models import Meeting, Presence
from maillage.trade.governance.meetings.services.attendance import (
    complete_observations,
    note_presences,
)
from maillage.trade.governance.meetings.table.rows import Sitting, SittingTable


def write_sitting_table(table: SittingTable, order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    bodies = Body.objects.filter(cooperation=order.cooperation).in_bulk()
    made = completed = noted = observed = 0
    for sitting in table.sittings:
        meeting = _existing_meeting(sitting, bodies[sitting.body])
        if meeting is None:
            meeting = _make(sitting, bodies[sitting.body])
            made += 1
        elif not meeting.is_locked:
            completed += _complete(meeting, sitting)
        noted += note_presences(meeting=meeting, rows=_presences(sitting, meeting))
        observed += complete_observations(meeting=meeting, words_by_number=_observations(sitting))
    return Outcome(
        (
            Figure("séances créées", made),
            Figure("séances complétées", completed),
            Figure("présences notées", noted),
            Figure("observations ajoutées", observed),
        )
    )


def _existing_meeting(sitting: Sitting, body: Body) -> Meeting | None:
    """The meeting of the table, or the one that somebody has set that day since it was read."""
    rows = Meeting.objects.filter(body=body)
    if sitting.meeting:
        return rows.get(pk=sitting.meeting)
    return rows.filter(held_on=sitting.day, cancelled_on__isnull=True).first()


def _make(sitting: Sitting, body: Body) -> Meeting:
    """The meeting, planned, or held when its day is past."""
    hours = sitting.hours
    return Meeting.objects.create(
        body=body,
        title=sitting.title,
        place=sitting.place,
        held_on=sitting.day,
        starts_at=hours.starts_at if hours else None,
        ends_at=hours.ends_at if hours else None,
        concluded_on=sitting.day if sitting.day < timezone.localdate() else None,
    )


def _complete(meeting: Meeting, sitting: Sitting) -> bool:
    """Whether a blank of the meeting was filled."""
    values: dict[str, object] = {"title": sitting.title, "place": sitting.place}
    if sitting.hours and not meeting.starts_at and not meeting.ends_at:
        values |= {"starts_at": sitting.hours.starts_at, "ends_at": sitting.hours.ends_at}
    return fill_blanks(meeting, values)


def _observations(sitting: Sitting) -> dict[int, str]:
    return {one.seat.pk: one.note for one in sitting.rows if one.seat and one.completes}


def _presences(sitting: Sitting, meeting: Meeting) -> list[Presence]:
    return [
        Presence(
            meeting=meeting,
            seat_id=one.seat.pk,
            standing=one.standing,
            given_to_id=one.given_to,
            note=one.note,
        )
        for one in sitting.rows
        if one.seat is not None and one.standing and not one.is_recorded
    ]
