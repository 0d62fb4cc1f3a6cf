"""The tracking table of a decision tells what is to come from what has passed."""

import io
from datetime import date

import docx
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.makers import (
    make_member_person,
    make_organisation,
)
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
    make_text_version,
)
from tests.trade.governance.joint_decisions.test_decision_papers import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliberation(access: Access) -> Deliberation:
    """A commune asked with another one, its session known, a contact and a text."""
    cooperation = access.cooperation
    decision = make_joint_decision(cooperation=cooperation)
    make_text_version(decision=decision, words="Article 1. Le cap.\nArticle 2. La clé.")
    place = cooperation.workspace
    one = make_deliberation(
        decision=decision,
        organisation=make_organisation(workspace=place, name="Machecoul"),
        session_on=date(2026, 12, 10),
    )
    one.contact = make_member_person(cooperation=cooperation)
    one.population = 1_200
    one.save()
    beside = make_deliberation(
        decision=decision, organisation=make_organisation(workspace=place, name="Pornic")
    )
    make_answer(deliberation=beside, vote="reserved", reserves="Un plafond.")
    return one


def test_table_says_nothing_to_transmit_of_a_question_put_off(
    access: Access, deliberation: Deliberation
) -> None:
    make_answer(deliberation=deliberation, vote="deferred", voted_on=date(2026, 11, 19))
    written = write_paper(access, "tracking_table", deliberation.decision_id, "docx")
    assert written is not None

    table = docx.Document(io.BytesIO(written.content)).tables[0]

    rows = {row.cells[0].text: [cell.text for cell in row.cells[-2:]] for row in table.rows}
    assert rows["Machecoul"] == ["—", "—"]
    assert rows["Pornic"] == ["à transmettre", "à publier"]


def test_table_tells_a_day_to_come_from_a_day_passed(
    access: Access, deliberation: Deliberation
) -> None:
    deliberation.sent_on = deliberation.agenda_on = date(2026, 10, 12)
    deliberation.save()
    read = words(access, "tracking_table", deliberation.decision_id)

    assert "12 octobre au 10 décembre à voter, 10 décembre" in read
    assert "empreinte" not in read
