"""The attendance sheet of a session that was held: who came, how many, in which order."""

import io
import zipfile
from datetime import UTC, datetime

import pypdf
import pytest
from time_machine import travel

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Value, Values, papers
from maillage.foundation.documents.writing.letters import FORMS, write_paper
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.papers.papers import noted_word
from tests.ground.directory.makers import make_member_person, make_organisation
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
)

FIRST_CUT = "Structure 19"  # about where a sheet no longer stands on one page
SEVERAL = "une personne parmi : Inès Roux, titulaire ; Inès Petit, suppléance"
pytestmark = pytest.mark.django_db


def test_papers_of_a_session_claim_one_of_several_in_the_order_of_the_record(
    access: Access,
) -> None:
    workspace = access.cooperation.workspace
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body)
    retz = make_seat(body=body, organisation=make_organisation(workspace=workspace, name="Retz"))
    make_holder(
        seat=retz, person=make_member_person(cooperation=access.cooperation, family_name="Gaborit")
    )
    for name in ("Commune de Vue", "Commune d’Aubry"):
        seat = make_seat(body=body, organisation=make_organisation(workspace=workspace, name=name))
        for family, kind in (("Roux", "titulaire"), ("Petit", "suppleant")):
            person = make_member_person(cooperation=access.cooperation, family_name=family)
            make_holder(seat=seat, person=person, kind=kind)
        make_presence(meeting=meeting, seat=seat)
    papers_by_word = {one.word: one for one in papers.ask()}

    sheet, record = (
        papers_by_word[word].gather(access, meeting.pk) for word in ("attendance_sheet", "record")
    )

    assert sheet is not None
    assert record is not None
    assert [(row["structure"], row["representants"]) for row in rows_of(sheet["sieges"])] == [
        ("Commune d’Aubry", SEVERAL),
        ("Retz", "Inès Gaborit, titulaire"),
        ("Commune de Vue", SEVERAL),
    ]
    assert [(row["structure"], row["personnes"]) for row in rows_of(record["participants"])] == [
        ("Commune d’Aubry", SEVERAL),
        ("Commune de Vue", SEVERAL),
    ]
    assert sheet["total"] == "3 sièges ; présents : 2 ; non notés : 1."


def rows_of(value: Value) -> list[Values]:
    """The rows of a list that a paper repeats."""
    return [] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_certification_is_never_alone_on_its_page(access: Access, form: str) -> None:
    """The table of the guests is not cut, and stays with the sentence that certifies."""
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    written = write_paper(access, "attendance_sheet", meeting.pk, form)
    assert written is not None

    part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
    content = zipfile.ZipFile(io.BytesIO(written.content)).read(part).decode()
    guests = content[content.index("Personne invitée") :].partition("Feuille certifiée")[0]

    if form == "docx":
        assert guests.count("<w:keepNext>") == 3 * 4 + 1  # those of the cells after the first words
    else:
        assert content.count('table:style-name="Entier"') == 2  # and the table of who signs
        assert 'text:style-name="Lien"' in guests


def test_a_page_that_lies_apart_names_the_meeting_at_its_foot(access: Access) -> None:
    """The first page bears the mention of the letterhead, as it bears the letterhead."""
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body)
    for number in range(20):
        make_seat(
            body=body,
            organisation=make_organisation(
                workspace=access.cooperation.workspace, name=f"Commune {number}"
            ),
        )
    written = {form: write_paper(access, "attendance_sheet", meeting.pk, form) for form in FORMS}
    content = {form: one.content for form, one in written.items() if one is not None}
    name, title = access.cooperation.name, f"Feuille de présence, {body.name}, 3 décembre 2026"

    pages = [
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(io.BytesIO(content["pdf"])).pages
    ]
    docx, odt = (zipfile.ZipFile(io.BytesIO(content[form])) for form in ("docx", "odt"))
    feet = odt.read("styles.xml").decode().replace("\u00a0", " ").split("<style:footer>")[1:]

    assert len(pages) > 1
    assert [title in page for page in pages] == [False, *(True for _page in pages[1:])]
    assert name in docx.read("word/footer1.xml").decode()
    assert title in docx.read("word/footer2.xml").decode().replace("\u00a0", " ")
    assert [title in one.partition("</style:footer>")[0] for one in feet] == [True, False]


def test_a_sheet_to_sign_has_a_line_for_each_person_of_a_seat(access: Access) -> None:
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body)
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Aubry")
    seat = make_seat(body=body, organisation=organisation)
    for family, kind in (("Roux", "titulaire"), ("Petit", "suppleant")):
        person = make_member_person(cooperation=access.cooperation, family_name=family)
        make_holder(seat=seat, person=person, kind=kind)

    values = gathered(access, "attendance_sheet", meeting.pk)

    columns = ("structure", "representants", "voix", "presence")
    assert [tuple(row[one] for one in columns) for row in rows_of(values["sieges"])] == [
        ("Aubry", "Inès Roux, titulaire", "voix", ""),
        ("Aubry", "Inès Petit, suppléance", "même siège", ""),
    ]


def test_a_sheet_of_a_session_says_who_came_for_a_seat_of_two_and_who_draws_it_up(
    access: Access,
) -> None:
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body)
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Aubry")
    seat = make_seat(body=body, organisation=organisation, voice="consultative")
    for family, kind in (("Roux", "titulaire"), ("Petit", "suppleant")):
        person = make_member_person(cooperation=access.cooperation, family_name=family)
        make_holder(seat=seat, person=person, kind=kind)
    make_presence(meeting=meeting, seat=seat, came=person)

    with travel(datetime(2026, 12, 4, 9, tzinfo=UTC), tick=False):
        sheet = gathered(access, "attendance_sheet", meeting.pk)
        record = gathered(access, "record", meeting.pk)

    assert [row["representants"] for row in rows_of(sheet["sieges"])] == ["Inès Petit, suppléance"]
    for values in (sheet, record):
        assert values["etabli"] == "le 4\xa0décembre 2026 par Hélène Marchadier"
        assert values["total"] == "1 siège ; présents : 1, dont 0 avec voix."


@pytest.mark.parametrize(
    ("standing", "civility", "noted"),
    [
        ("present", "Mme", "présente"),
        ("present", "M.", "présent"),
        ("present", "", "présent"),
        ("excused", "Mme", "excusée"),
        ("excused", "M.", "excusé"),
        ("excused", "", "excusé"),
        ("absent", "Mme", "absente"),
        ("absent", "M.", "absent"),
        ("absent", "", "absent"),
    ],
)
def test_a_sheet_notes_a_seat_with_the_civility_of_who_sits_there(
    access: Access, standing: str, civility: str, noted: str
) -> None:
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    meeting.concluded_on = meeting.held_on
    meeting.save()
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Aubry")
    seat = make_seat(body=meeting.body, organisation=organisation)
    person = make_member_person(cooperation=access.cooperation)
    person.civility = civility
    person.save()
    make_holder(seat=seat, person=person)
    make_presence(meeting=meeting, seat=seat, standing=standing)
    guest = make_guest(meeting=meeting, name=f"{civility} Roux".strip())
    guest.has_come = standing == "present"
    guest.save()

    values = gathered(access, "attendance_sheet", meeting.pk)

    assert [row["presence"] for row in rows_of(values["sieges"])] == [noted]
    if standing != "excused":
        assert [row["presence"] for row in rows_of(values["invites"])] == [noted]


def test_a_record_bears_no_day_of_a_copy_and_says_once_who_decides(access: Access) -> None:
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    make_presence(meeting=meeting)
    make_decision(meeting=meeting)
    with travel(datetime(2026, 12, 14, 9, tzinfo=UTC), tick=False):
        written = write_paper(access, "record", meeting.pk, "docx")
        values = gathered(access, "record", meeting.pk)
    assert written is not None
    content = zipfile.ZipFile(io.BytesIO(written.content)).read("word/document.xml").decode()

    assert values["pied"] == (
        "Relevé de décisions, Comité de pilotage, 3\xa0décembre 2026, édité le 14\xa0décembre 2026"
    )
    assert "14 décembre" not in content
    words = "Relevé de décisions établi par", "Hélène Marchadier"
    assert [word in content for word in words] == [True] * 2
    assert [one for one in ("sans condition de quorum", "Représentés par") if one in content] == []
    assert content.count("délibèrent") == 1


@pytest.mark.parametrize(
    ("standing", "people", "noted"),
    [
        ("excused", ("Mme Roux", "Mme Petit"), "excusées"),
        ("excused", ("Mme Roux", "M. Petit"), "excusés"),
        ("absent", ("M. Roux", "Petit"), "absents"),
        ("present", ("M. Roux", "M. Petit"), "présente"),  # one person among them
    ],
)
def test_what_is_noted_of_several_agrees_with_them(
    standing: str, people: tuple[str, ...], noted: str
) -> None:
    assert noted_word(Attending(standing), people) == noted


def test_papers_say_when_nobody_is_noted_present(access: Access) -> None:
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    make_presence(meeting=meeting, standing="absent")

    warning = "Personne n’est noté présent : à compléter avant toute signature."
    papers = ("record", "attendance_sheet")
    assert [gathered(access, one, meeting.pk)["personne"] for one in papers] == [warning, warning]


def test_the_last_lines_of_a_record_stay_with_its_signature(access: Access) -> None:
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    texts = "Tous parlent.\nTous écoutent.\nPause.", "On décide.\nOn part.\nFin."
    for rank, text in enumerate(texts, start=1):
        make_item_note(item=make_agenda_item(meeting=meeting, rank=rank), text=text)

    values = gathered(access, "record", meeting.pk)
    written = {form: write_paper(access, "record", meeting.pk, form) for form in ("docx", "odt")}
    parts = {"docx": "word/document.xml", "odt": "content.xml"}
    content = {
        form: zipfile.ZipFile(io.BytesIO(one.content)).read(parts[form]).decode()
        for form, one in written.items()
        if one is not None
    }

    assert [(row["debut"], row["fin"]) for row in rows_of(values["notes"])] == [
        ("Tous parlent.\nTous écoutent.\nPause.", ""),
        ("On décide.", "On part.\nFin."),
    ]
    assert (
        '<w:pStyle w:val="Article"></w:pStyle></w:pPr><w:r><w:t xml:space="preserve">On part.'
        in (content["docx"])
    )
    assert '<text:p text:style-name="Article">On part.' in content["odt"]


def gathered(access: Access, word: str, number: int) -> Values:
    """What the paper of this word says of the object of this number."""
    values = next(one for one in papers.ask() if one.word == word).gather(access, number)
    assert values is not None
    return values


def test_a_record_sends_an_item_without_a_note_to_its_decision(access: Access) -> None:
    meeting = make_meeting(body=make_body(cooperation=access.cooperation))
    make_agenda_item(meeting=meeting, title="Dates", rank=2)
    settled = make_agenda_item(meeting=meeting, title="Priorités")
    make_decision(meeting=meeting, item=settled)

    values = gathered(access, "record", meeting.pk)

    assert [(row["titre"], row["texte"]) for row in rows_of(values["notes"])] == [
        ("Priorités", "Voir la décision 1."),
        ("Dates", "[rien n’est noté : dire si le point est abordé, ou renvoyé au ……]"),
    ]


def test_the_last_seats_are_on_the_page_that_certifies_them(access: Access) -> None:
    """In a PDF of whatever length, with their head; in a DOCX their rows stay with what follows."""
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body)
    names = [f"Structure {number:02}" for number in range(10, 26)]
    last_pages = []
    for name in names:
        organisation = make_organisation(workspace=access.cooperation.workspace, name=name)
        make_seat(body=body, organisation=organisation)
        if name < FIRST_CUT:
            continue
        written = write_paper(access, "attendance_sheet", meeting.pk, "pdf")
        assert written is not None
        last = pypdf.PdfReader(io.BytesIO(written.content)).pages[-1].extract_text()
        last_pages.append([one in last for one in (name, "Signature", "Feuille certifiée exacte")])
    docx = write_paper(access, "attendance_sheet", meeting.pk, "docx")
    assert docx is not None
    content = zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    rows = content.partition("Personne invitée")[0].split("<w:tr>")[1:]

    assert last_pages == [[True, True, True] for name in names if name >= FIRST_CUT]
    assert ["<w:keepNext>" in row.partition("</w:tr>")[0] for row in rows] == [
        *(False for _name in names[:-1]),  # the head, and all seats but two
        True,
        True,
        True,  # the head of those invited
    ]
