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
from maillage.foundation.documents.writing.letters import fields_of
from maillage.trade.governance.models import AgendaItem, Meeting, Presence, Seat
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_meeting,
    make_presence,
    make_stand_down,
)
from tests.trade.governance.meetings.written_papers import (
    MEETING_PAPERS,
    docx_words,
    pdf_words,
    written,
)

pytestmark = pytest.mark.django_db


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
    words = ">dire qui signe<"
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
