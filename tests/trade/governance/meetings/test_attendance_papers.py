"""The attendance sheet of a session that was held: who came, how many, in which order."""

import io
import zipfile

import pypdf
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Value, Values, papers
from maillage.foundation.documents.writing.letters import FORMS, write_paper
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_meeting,
    make_presence,
    make_seat,
)

pytestmark = pytest.mark.django_db


def test_a_sheet_of_a_session_ticks_who_came_among_several_in_the_order_of_the_record(
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
        ("Commune d’Aubry", "□ Inès Roux, titulaire\n□ Inès Petit, suppléant·e"),
        ("Retz", "Inès Gaborit, titulaire"),
        ("Commune de Vue", "□ Inès Roux, titulaire\n□ Inès Petit, suppléant·e"),
    ]
    assert [(row["structure"], row["personnes"]) for row in rows_of(record["participants"])] == [
        ("Commune d’Aubry", "□ Inès Roux, titulaire\n□ Inès Petit, suppléant·e"),
        ("Commune de Vue", "□ Inès Roux, titulaire\n□ Inès Petit, suppléant·e"),
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
        assert guests.count("<w:keepNext>") == 4 * 4  # a cell is before the words looked for
    else:
        assert 'table:style-name="Entier"' in content
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
