"""The tracking table of a decision tells what is to come from what has passed."""

import io
from datetime import date

import docx
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Deliberation
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_prepared_deliberation,
)
from tests.trade.governance.joint_decisions.test_decision_papers import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliberation(access: Access) -> Deliberation:
    """A commune asked with another one."""
    return make_prepared_deliberation(access.cooperation)


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
