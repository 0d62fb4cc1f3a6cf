"""Who is named on the papers of a meeting, in which words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Holder, Meeting, Seat
from tests.foundation.cooperations.makers import make_access
from tests.foundation.documents.makers import make_letterhead
from tests.ground.directory.makers import make_mandate, make_member_person, make_organisation
from tests.trade.governance.makers import make_holder, make_presence, make_seat
from tests.trade.governance.meetings.written_papers import (
    MEETING_PAPERS,
    docx_words,
    pdf_words,
    written,
)

pytestmark = pytest.mark.django_db


def test_observer_finds_no_person_and_no_note(access: Access, meeting: Meeting) -> None:
    person = str(meeting.items.get().person)
    observer = make_access(cooperation=access.cooperation, role="observer")

    lines = [pdf_words(written(access, word, meeting, "pdf")) for word in MEETING_PAPERS]
    read = [pdf_words(written(observer, word, meeting, "pdf")) for word in MEETING_PAPERS]

    assert [person in one for one in lines] == [True, True, True]
    assert [person in one for one in read] == [False, False, False]
    assert ["Le Département vote." in one for one in (lines[2], read[2])] == [True, False]


def in_function(meeting: Meeting, civility: str, function: str) -> None:
    """Who sits for the first structure is there in this function."""
    holder = Holder.objects.get(seat__body=meeting.body)
    holder.person.civility = civility
    holder.person.save()
    make_mandate(person=holder.person, organisation=holder.seat.organisation, function=function)


def test_papers_name_who_sits_by_structure_function_and_quality(
    access: Access, meeting: Meeting
) -> None:
    in_function(meeting, "Mme", "Vice-présidente")
    seat = Seat.objects.get(organisation__name="Machecoul")
    seat.voice = "consultative"
    seat.save()
    make_presence(meeting=meeting, seat=seat, standing="excused")
    deputy = make_member_person(cooperation=access.cooperation, family_name="Roux")
    deputy.civility = "Mme"
    deputy.save()
    make_holder(seat=seat, person=deputy, kind="suppleant")

    record = pdf_words(written(access, "record", meeting, "pdf"))
    sheet = docx_words(written(access, "attendance_sheet", meeting, "docx"))

    assert "Pays de Retz Mme Inès Gaborit, vice-présidente, titulaire voix" in record
    assert "Excusés : Machecoul (Mme Inès Roux, suppléante ; voix consultative)." in record
    assert "Mme\xa0Inès Gaborit, vice-présidente, titulaire" in sheet
    assert "Mme\xa0Inès Roux, suppléante" in sheet
    assert [one for one in ("Personne invitée", "Signature") if one in " ".join(sheet)] == []


def test_no_paper_asks_the_officer_to_complete_it(
    officer: Client, access: Access, meeting: Meeting
) -> None:
    make_presence(meeting=meeting, seat=Seat.objects.get(organisation__name="Machecoul"))

    record = pdf_words(written(access, "record", meeting, "pdf"))
    page = officer.get(
        reverse("governance:meeting_attendance", args=[access.cooperation.slug, meeting.pk])
    )

    assert "Nommez qui est venu" in page.text
    assert ("Nommez" in record, "Il manque un présent" in record) == (False, True)


def test_record_says_no_name_that_nobody_recorded(access: Access, meeting: Meeting) -> None:
    head = make_letterhead(cooperation=access.cooperation)
    head.signatory = "Le président, Denis Herbreteau"
    head.save()
    seat = Seat.objects.get(organisation__name="Pays de Retz")
    deputy = make_member_person(cooperation=access.cooperation, family_name="Roux")
    make_holder(seat=seat, person=deputy, kind="suppleant")
    vacant = Seat.objects.get(organisation__name="Machecoul")
    make_presence(meeting=meeting, seat=vacant)

    read = pdf_words(written(access, "record", meeting, "pdf"))

    assert (
        "Pays de Retz une personne parmi : Inès Gaborit, titulaire ; Inès Roux, suppléance voix"
    ) in read
    assert "Sièges vacants : Machecoul." in read
    assert re.search(r"La présidence de la séance\b.* ……", read)
    assert [one for one in ("Herbreteau", " ou ") if one in read] == []


def test_sheet_notes_a_presence_whoever_sits_there(access: Access, meeting: Meeting) -> None:
    Seat.objects.filter(organisation__name="Machecoul").update(voice="consultative")
    absent = make_organisation(workspace=access.cooperation.workspace, name="Commune d’Aubry")
    make_seat(body=meeting.body, organisation=absent)

    read = docx_words(written(access, "attendance_sheet", meeting, "docx"))

    assert [one for one in read if one.startswith(("Commune", "Machecoul", "Pays de"))] == [
        "Commune d’Aubry",
        "Machecoul",
        "Pays de Retz",
    ]
    assert "présent" in read
    assert read[read.index("Machecoul") + 1] == "—"


def test_a_pouvoir_names_both_seats_as_a_sentence_does(access: Access, meeting: Meeting) -> None:
    carrier = Seat.objects.get(organisation__name="Pays de Retz")
    giver = Seat.objects.get(organisation__name="Machecoul")
    sent = make_member_person(cooperation=access.cooperation, family_name="Roux")
    make_holder(seat=giver, person=sent)
    make_presence(meeting=meeting, seat=giver, standing="proxy", given_to=carrier)

    record = pdf_words(written(access, "record", meeting, "pdf"))
    sheet = docx_words(written(access, "attendance_sheet", meeting, "docx"))

    assert (
        "Pouvoirs : Inès Roux, titulaire (Machecoul) donne pouvoir à Inès Gaborit, titulaire (Pays "
        "de Retz)."
    ) in record
    assert "représenté, pouvoir à Inès Gaborit, titulaire (Pays de Retz)" in sheet
    assert (
        "Total\xa0: 2 sièges\xa0; présents\xa0: 1\xa0; représentés par pouvoir\xa0: 1\xa0; soit 2 "
        "sièges avec voix (1 et 1 pouvoir)."
    ) in sheet
