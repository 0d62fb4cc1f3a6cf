"""Those who hold a seat are convened by letter, reminded, told that a meeting is off.

A convocation leaves once to an address for one day, one hour, one place; a meeting that moves is
sent again, and calendars replace the former event by the growing sequence.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.letters import write_paper
from maillage.foundation.journal import services as journal
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.queries import unwilling
from maillage.foundation.mail.services import Draft, File, write_letter, write_letters
from maillage.trade.governance.bodies.queries.seat_letters import reminders_on
from maillage.trade.governance.meetings.calendar import CalendarMeeting, Party, invitation
from maillage.trade.governance.meetings.models import CalendarFeed, Meeting
from maillage.trade.governance.meetings.queries.convened import (
    Convened,
    Convocation,
    convened,
    letter_key,
    meetings_to_recall,
    recall_key,
)
from maillage.trade.governance.meetings.services.enclosures import enclosures
from maillage.trade.governance.meetings.services.meetings import write_meeting
from maillage.trade.governance.meetings.words import when_words

AHEAD = timedelta(days=3)
FIRST_HOUR, LAST_HOUR = 9, 19  # the digests of the day have left
FIRST_MINUTES = 5  # of each hour: what a stopped machine missed is told within the next


def send_convocation(
    *, access: Access, convocation: Convocation, called: Sequence[Convened]
) -> int:
    """A letter, with the invitation, to each of those called who has an address; how many leave.

    The meeting is convened from that day, if one does. ClosedError once its record is validated.
    """
    meeting = convocation.meeting
    reader = convocation.reader
    files = [] if meeting.cancelled_on else _files(reader, meeting)
    with write_meeting(access.user, meeting):
        letters = write_letters(
            [_letter(access.user, convocation, one, files) for one in called if one.email]
        )
        if letters and meeting.convened_on is None and meeting.cancelled_on is None:
            meeting.convened_on = timezone.localdate()
            meeting.save(update_fields=["convened_on"])
    return len(letters)


def _files(reader: Access, meeting: Meeting) -> list[File]:
    """The convocation, and what it says is joined."""
    joined = (one.make() for one in enclosures(reader, meeting))
    return [*papers_of(reader, meeting, "convocation"), *(one for one in joined if one)]


def papers_of(
    access: Access, meeting: Meeting, word: str, forms: Sequence[str] = ("pdf",)
) -> list[File]:
    """The paper of this kind in these formats; what cannot be written stays out of the letter."""
    files: list[File] = []
    for form in forms:
        with suppress(DocumentRefusedError):
            written = write_paper(access, word, meeting.pk, form)
            if written is not None:
                files.append(File(f"{word}.{form}", written.media, written.content))
    return files


def _letter(author: User, convocation: Convocation, one: Convened, files: Sequence[File]) -> Draft:
    meeting = convocation.meeting
    event = CalendarMeeting(meeting, convocation.points, convocation.url)
    content = invitation(event, Party(author.name, author.email), Party(one.name, one.email))
    method = "CANCEL" if meeting.cancelled_on else "REQUEST"
    return Draft(
        key=letter_key(meeting, one.email),
        kind=Kind.NOTICE,
        to=one.email,
        subject=convocation.subject,
        text=convocation.deputy_text if one.is_deputy else convocation.text,
        workspace_id=meeting.body.cooperation.workspace_id,
        files=[
            File("invitation.ics", f"text/calendar; charset=utf-8; method={method}", content),
            *files,
        ],
    )


def recall_meetings(now: datetime) -> int:
    """Reminds those who hold a seat of the meetings of the next three days; how many letters.

    Once for a meeting, not on a day when another reminder or a digest left to them, and never to
    who wants none.
    """
    local = timezone.localtime(now)
    if not FIRST_HOUR <= local.hour < LAST_HOUR or local.minute >= FIRST_MINUTES:
        return 0
    meetings = meetings_to_recall(local.date(), AHEAD)
    return sum(_recall(meeting, local.date()) for meeting in meetings)


def _recall(meeting: Meeting, today: date) -> int:
    called = {one.email.lower(): one for one in convened(meeting) if one.email}
    keys = {recall_key(meeting, email): one for email, one in called.items()}
    names = set(Letter.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    addresses = [one.email for one in called.values()]
    left_out = reminders_on(today, addresses).keys() | unwilling(addresses)
    count = 0
    for key, one in keys.items():
        if key not in names and one.email.lower() not in left_out:
            _write_recall(meeting, one, key)
            count += 1
    return count


def _write_recall(meeting: Meeting, one: Convened, key: str) -> None:
    place = meeting.body.cooperation
    with spoken(place.profile), transaction.atomic():
        write_letter(
            Draft(
                key=key,
                kind=Kind.NOTICE,
                to=one.email,
                subject=_("Rappel : %(meeting)s") % {"meeting": meeting},
                text=letter_text(
                    "governance/letters/recall.txt",
                    {
                        "meeting": meeting,
                        "when": when_words(meeting),
                        "url": public_url(meeting),
                    },
                ),
                workspace_id=place.workspace_id,
            )
        )


def public_url(meeting: Meeting) -> str:
    """The address of the sheet, where a letter has no request to build it."""
    path = reverse("governance:meeting", args=[meeting.body.cooperation.slug, meeting.pk])
    return f"{settings.PUBLIC_ADDRESS}{path}"


def open_calendar(*, access: Access) -> CalendarFeed:
    """A fresh address; the one that was open is withdrawn."""
    with journal.write_by(access, "calendars"):
        _withdraw(access)
        return CalendarFeed.objects.create(access=access)


def close_calendar(*, access: Access) -> None:
    """Withdraws the address: what was copied opens nothing any more."""
    with journal.write_by(access, "calendars"):
        _withdraw(access)


def _withdraw(access: Access) -> None:
    for feed in CalendarFeed.objects.filter(access=access, revoked_at__isnull=True):
        feed.revoked_at = timezone.now()
        feed.save()
