"""The attendance sheet of a session that was held: who came, how many, in which order."""

import io
import zipfile

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Value, Values, papers
from maillage.foundation.documents.writing.letters import write_paper
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
        ("Commune d’Aubry", "□ Inès Roux, titulaire\n□ Inès Petit, suppléance"),
        ("Retz", "Inès Gaborit, titulaire"),
        ("Commune de Vue", "□ Inès Roux, titulaire\n□ Inès Petit, suppléance"),
    ]
    assert [(row["structure"], row["personnes"]) for row in rows_of(record["participants"])] == [
        ("Commune d’Aubry", "□ Inès Roux, titulaire\n□ Inès Petit, suppléance"),
        ("Commune de Vue", "□ Inès Roux, titulaire\n□ Inès Petit, suppléance"),
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
