"""The attendance sheet of a session that was held: who came, how many, in which order."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Value, Values, papers
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
