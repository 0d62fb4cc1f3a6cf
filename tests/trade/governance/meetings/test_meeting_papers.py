"""The papers of a meeting: what they say to whom, and that other programs open them."""

import io
import re
from datetime import date

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.documents.writing.letters import fields_of, write_paper
from maillage.trade.governance.models import AgendaItem, Holder, Meeting, Presence, Seat
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead
from tests.ground.directory.makers import make_mandate, make_member_person, make_organisation
from tests.trade.governance.makers import (
    make_agenda_item,
    make_body,
    make_decision,
    make_guest,
    make_holder,
    make_item_note,
    make_meeting,
    make_presence,
    make_seat,
    make_stand_down,
)

pytestmark = pytest.mark.django_db
MEETING_PAPERS = ("convocation", "attendance_sheet", "record")


@pytest.fixture
def meeting(access: Access) -> Meeting:
    """A meeting of two structures, one of which is there, with one item noted and settled."""
    body = make_body(cooperation=access.cooperation, quorum="whole")
    workspace = access.cooperation.workspace
    retz = make_organisation(workspace=workspace, name="Pays de Retz")
    seat = make_seat(body=body, organisation=retz)
    make_seat(body=body, organisation=make_organisation(workspace=workspace, name="Machecoul"))
    person = make_member_person(cooperation=access.cooperation)
    make_holder(seat=seat, person=person)
    meeting = make_meeting(body=body)
    item = make_agenda_item(meeting=meeting, person=person)
    make_item_note(item=item, text="Le Département vote.\nLe Pays s’abstient.")
    make_decision(item=item)
    make_presence(meeting=meeting, seat=seat)
    make_guest(meeting=meeting, name="Noé Roy", quality="association invitée")
    return meeting


def pdf_words(content: bytes) -> str:
    """What a reader of PDF finds, on one line."""
    pages = pypdf.PdfReader(io.BytesIO(content), strict=True).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def docx_words(content: bytes) -> list[str]:
    """The paragraphs, then the cells, that python-docx finds."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs if one.text] + cells


def written(access: Access, word: str, meeting: Meeting, form: str) -> bytes:
    """The content of one paper of the meeting."""
    paper = write_paper(access, word, meeting.pk, form)
    assert paper is not None
    return paper.content


def test_convocation_says_when_where_and_about_what(access: Access, meeting: Meeting) -> None:
    make_letterhead(cooperation=access.cooperation)

    read = docx_words(written(access, "convocation", meeting, "docx"))

    assert read[0] == "Convocation"
    assert "Comité de pilotage, jeudi 3\xa0décembre 2026, de 18\xa0h\xa030 à 20\xa0h\xa030" in read
    assert read[-3:] == [
        "1",
        "18\xa0h\xa030",
        f"Clé de répartition (pour accord). Rapport\xa0: {meeting.items.get().person}",
    ]


def test_record_says_who_was_there_and_what_was_settled(access: Access, meeting: Meeting) -> None:
    read = pdf_words(written(access, "record", meeting, "pdf"))

    assert "Structure Personne présente Voix Pays de Retz Inès Gaborit, titulaire voix" in read
    assert "Invités" not in read
    assert re.search(r"La présidence de la séance\b.* ……", read)
    assert "La clé par population est retenue." in read
    assert "Le Département vote. Le Pays s’abstient." in read


@pytest.mark.parametrize("word", MEETING_PAPERS)
def test_pdf_is_tagged_titled_and_french(word: str, access: Access, meeting: Meeting) -> None:
    read = pypdf.PdfReader(io.BytesIO(written(access, word, meeting, "pdf")), strict=True)
    root = read.root_object

    assert (str(root["/Lang"]), str(root["/MarkInfo"])) == (
        "fr-FR",
        "{'/Marked': True, '/Suspects': False}",
    )
    assert "/StructTreeRoot" in root
    assert read.xmp_metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read.xmp_metadata.stream.get_data()
    assert read.metadata
    labels = {one.word: one.label for one in papers.ask()} | {
        "attendance_sheet": "État des présences"
    }
    assert read.metadata.title == f"{labels[word]}, Comité de pilotage, 3\xa0décembre 2026"


@pytest.mark.parametrize("word", MEETING_PAPERS)
def test_values_fill_every_declared_field(word: str, access: Access, meeting: Meeting) -> None:
    paper = next(one for one in papers.ask() if one.word == word)
    values = paper.gather(access, meeting.pk)

    assert values is not None
    assert set(values) - {"titre", "aujourdhui", "pied", "mention"} == {
        field.name for field in paper.fields
    }
    rows = {
        field.name: set(row)
        for field in paper.fields
        if field.is_list
        for row in values[field.name]
        if not isinstance(row, str)
    }
    assert rows == {
        field.name: {one.name for one in field.fields}
        for field in paper.fields
        if field.is_list and values[field.name]
    }
    assert {"cooperation", "adresse"} <= {field.name for field in fields_of(paper)}


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


def test_record_says_which_point_had_no_quorum(access: Access, meeting: Meeting) -> None:
    item = AgendaItem.objects.get()
    seat = Seat.objects.get(organisation__name="Machecoul")
    make_holder(seat=seat, person=make_member_person(cooperation=access.cooperation))
    make_presence(meeting=meeting, seat=seat)
    make_stand_down(item=item, seat=seat, kind="interest")

    record = pdf_words(written(access, "record", meeting, "pdf"))

    assert "La clé par population est retenue. Le quorum de ce point n’était pas atteint." in record
    assert f"« {item} » : il manque un présent pour le quorum : 1 sur 2, il en faut 2." in record


def test_sheet_says_who_stands_down_and_which_seat_is_vacant(
    access: Access, meeting: Meeting
) -> None:
    retz, vacant = (
        Seat.objects.get(organisation__name=one) for one in ("Pays de Retz", "Machecoul")
    )
    make_presence(meeting=meeting, seat=vacant)
    make_stand_down(item=AgendaItem.objects.get(), seat=retz)

    sheet = docx_words(written(access, "attendance_sheet", meeting, "docx"))

    assert "présent\xa0; déport\xa0: Clé de répartition" in sheet
    assert "siège vacant" in sheet


def test_papers_keep_the_day_of_what_they_attest(access: Access, meeting: Meeting) -> None:
    meeting.convened_on = date(2026, 11, 20)
    meeting.title = "Lancement du diagnostic"
    meeting.save()

    read = pdf_words(written(access, "convocation", meeting, "pdf"))

    assert "Le 20 novembre 2026" in read
    assert "Objet de la séance : Lancement du diagnostic." in read
    assert "Elle portera" not in read


def test_headings_stay_with_what_they_head(access: Access, meeting: Meeting) -> None:
    read = docx.Document(io.BytesIO(written(access, "record", meeting, "docx")))
    styles = [one.style for one in read.paragraphs if one.text.startswith("1. ")]

    assert [style.name for style in styles if style] == ["Heading 2"]
    assert [
        (
            read.styles[name].paragraph_format.keep_with_next,
            read.styles[name].paragraph_format.keep_together,
        )
        for name in ("Title", "Heading 1", "Heading 2")
    ] == [(True, True)] * 3


def test_downloads_say_that_nobody_signs_yet(officer: Client, meeting: Meeting) -> None:
    cooperation = meeting.body.cooperation
    url = reverse("governance:meeting", args=[cooperation.slug, meeting.pk])
    words = "personne ne signe"
    partner = signed_in(make_access(cooperation=cooperation, role="partner"))
    before = [words in client.get(url).content.decode() for client in (officer, partner)]
    make_letterhead(cooperation=cooperation)

    assert before == [True, False]
    assert words not in officer.get(url).content.decode()


def test_sheet_offers_each_paper_in_each_format(officer: Client, meeting: Meeting) -> None:
    slug = meeting.body.cooperation.slug
    page = officer.get(reverse("governance:meeting", args=[slug, meeting.pk])).content.decode()
    urls = [
        reverse("documents:document_written", args=[slug, word, meeting.pk, form])
        for word in MEETING_PAPERS
        for form in ("pdf", "docx", "odt")
    ]

    assert [url for url in urls if f'href="{url}"' not in page] == []
    answer = officer.get(urls[0])
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_meeting_of_another_cooperation_is_not_written(officer: Client, meeting: Meeting) -> None:
    beside = make_cooperation(workspace=meeting.body.cooperation.workspace, name="Côte de Jade")
    other = make_meeting(body=make_body(cooperation=beside), held_on=date(2027, 1, 5))
    slug = meeting.body.cooperation.slug

    rows = [
        ("record", other.pk, "pdf"),
        ("nothing", meeting.pk, "pdf"),
        ("record", meeting.pk, "exe"),
    ]

    urls = [reverse("documents:document_written", args=[slug, *one]) for one in rows]
    assert [officer.get(url).status_code for url in urls] == [404, 404, 404]


def test_member_reads_the_record_and_stranger_nothing(meeting: Meeting, stranger: Client) -> None:
    cooperation = meeting.body.cooperation
    url = reverse(
        "documents:document_written", args=[cooperation.slug, "record", meeting.pk, "odt"]
    )
    partner = signed_in(make_access(cooperation=cooperation, role="partner"))

    assert [partner.get(url).status_code, stranger.get(url).status_code] == [200, 404]


def test_what_is_typed_is_never_read_as_layout(access: Access, meeting: Meeting) -> None:
    item = meeting.items.get()
    item.title = '#read("/etc/passwd") *gras* $x$ <b> {{ instance }}'
    item.save()

    read = pdf_words(written(access, "convocation", meeting, "pdf"))
    beside = docx_words(written(access, "convocation", meeting, "docx"))

    assert '#read("/etc/passwd") *gras* $x$ <b> {{ instance }} (pour accord)' in read
    assert f"{item.title} (pour accord)" in " ".join(beside)


def test_record_page_leads_to_its_papers(officer: Client, meeting: Meeting) -> None:
    slug = meeting.body.cooperation.slug
    page = officer.get(reverse("governance:meeting_record", args=[slug, meeting.pk]))

    urls = [
        reverse("documents:document_written", args=[slug, "record", meeting.pk, form])
        for form in ("pdf", "docx", "odt")
    ]
    assert [url for url in urls if url not in page.content.decode()] == []


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


def test_convocation_asks_for_an_answer_and_says_what_the_body_is(
    access: Access, meeting: Meeting
) -> None:
    meeting.convened_on = date(2026, 11, 20)
    meeting.save()

    read = pdf_words(written(access, "convocation", meeting, "pdf"))

    assert "à la séance du comité de pilotage du Pays de Retz, le jeudi 3 décembre 2026" in read
    assert "Merci de confirmer votre présence au plus tard le jeudi 26 novembre 2026." in read
    assert [one for one in ("pouvoir", "Pièces", "Porté") if one in read] == []
    assert f"Pour toute question : {access.user.name}, {access.user.email}." in read
    assert "Le comité de pilotage prépare et propose ; chaque structure décide par sa" in read
    assert [one for one in ("statut légal", "(décision)") if one in read] == []


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


def test_a_sheet_before_the_meeting_counts_nothing_and_is_to_certify(
    access: Access, meeting: Meeting
) -> None:
    Presence.objects.all().delete()

    read = docx.Document(io.BytesIO(written(access, "attendance_sheet", meeting, "docx")))

    lines = [one.text.replace("\xa0", " ") for one in read.paragraphs if one.text]
    signed = [[cell.text for cell in row.cells] for row in read.tables[-1].rows]
    assert signed == [
        ["Feuille certifiée exacte", "La présidence de la séance"],
        ["À ……, le ……", "\n\n\n……"],
    ]
    assert "La feuille signée" not in " ".join(lines)
    assert [line for line in lines if "Total" in line] == []
