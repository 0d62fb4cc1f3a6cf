"""Papers of a validated meeting stay as they are; a note typed in one go is one entry."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.models import Change, LogEntry
from maillage.trade.governance.minutes.services import Typed, write_note
from maillage.trade.governance.models import ItemNote, Meeting
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.makers import a_body_of, make_agenda_item, make_meeting


@pytest.fixture
def locked(cooperation: Cooperation) -> Meeting:
    """A meeting whose record is validated, with one paper."""
    body = a_body_of(cooperation)
    later = make_meeting(body=body)
    meeting = make_meeting(body=body, held_on=date(2026, 10, 1))
    Meeting.objects.filter(pk=meeting.pk).update(
        concluded_on=date(2026, 10, 1), validated_on=date(2026, 11, 5), validated_at=later
    )
    return meeting


def attach(officer: Client, meeting: Meeting) -> str:
    """What is said after a paper is given to the meeting."""
    slug = meeting.body.cooperation.slug
    page = reverse("documents:document_add", args=[slug]) + f"?fiche=meeting-{meeting.pk}"
    file = SimpleUploadedFile("note.txt", b"Une note.")
    return officer.post(page, {"file": file, "visibility": "members"}, follow=True).text


def test_a_locked_meeting_takes_no_paper(officer: Client, locked: Meeting) -> None:
    free = make_meeting(body=locked.body)
    attach(officer, free)

    words = attach(officer, locked)

    assert list(Attachment.objects.values_list("number", flat=True)) == [free.pk]
    assert "validé depuis le 5 novembre 2026" in words.replace("\u00a0", " ")


def test_a_locked_meeting_loses_no_paper(officer: Client, locked: Meeting) -> None:
    Meeting.objects.filter(pk=locked.pk).update(validated_on=None, validated_at=None)
    attach(officer, locked)
    later = Meeting.objects.exclude(pk=locked.pk).get()
    Meeting.objects.filter(pk=locked.pk).update(validated_on=date(2026, 11, 5), validated_at=later)
    slug, paper = locked.body.cooperation.slug, Attachment.objects.get()

    officer.post(reverse("documents:document_remove", args=[slug, paper.pk]))

    assert Attachment.objects.count() == 1


def text_entries(note: ItemNote) -> list[list[str]]:
    """What the journal tells of the text of a note, entry by entry."""
    rows = LogEntry.objects.filter(object_id=note.pk, content_type__model="itemnote")
    return [entry.changes["text"] for entry in rows.order_by("pk") if "text" in entry.changes]


def typed(access: Access, note: ItemNote, text: str) -> None:
    note.refresh_from_db()
    write_note(author=access.user, item=note.item, typed=Typed(text, note.text, note.version))


def test_what_one_hand_types_is_one_entry(access: Access) -> None:
    item = make_agenda_item(meeting=make_meeting(body=a_body_of(access.cooperation)))
    note = write_note(author=access.user, item=item, typed=Typed("Le", "", 1))
    before = Change.objects.count()
    for text in ("Le Département", "Le Département vote", "Le Département vote."):
        typed(access, note, text)

    assert text_entries(note) == [["None", "Le Département vote."]]
    assert Change.objects.count() == before


def test_another_hand_or_another_hour_is_another_entry(access: Access) -> None:
    item = make_agenda_item(meeting=make_meeting(body=a_body_of(access.cooperation)))
    other = make_access(cooperation=access.cooperation)
    note = write_note(author=access.user, item=item, typed=Typed("Le", "", 1))
    typed(other, note, "Le Département")
    typed(access, note, "Le Département vote")
    LogEntry.objects.update(timestamp=timezone.now() - timedelta(minutes=16))
    typed(access, note, "Le Département vote.")

    assert [last for _first, last in text_entries(note)] == [
        "Le",
        "Le Département",
        "Le Département vote",
        "Le Département vote.",
    ]
