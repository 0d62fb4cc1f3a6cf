"""The tracking table of a decision tells what is to come from what has passed."""

import io
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from time_machine import travel

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.makers import make_organisation
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.joint_decisions.test_decision_papers import words

TODAY = datetime(2026, 11, 29, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_table_says_nothing_to_transmit_of_a_question_put_off(
    access: Access, deliberation: Deliberation
) -> None:
    make_answer(deliberation=deliberation, vote="deferred", voted_on=date(2026, 11, 19))
    with travel(TODAY, tick=False):
        written = write_paper(access, "tracking_table", deliberation.decision_id, "docx")
    assert written is not None

    table = docx.Document(io.BytesIO(written.content)).tables[0]

    rows = {row.cells[0].text: [cell.text for cell in row.cells[-2:]] for row in table.rows}
    assert rows["Machecoul"] == ["—", "—"]
    assert rows["Pornic"] == ["à transmettre", "à publier"]


def test_table_tells_a_day_to_come_from_a_day_passed(
    access: Access, deliberation: Deliberation
) -> None:
    deliberation.sent_on = date(2026, 10, 12)
    deliberation.save()
    with travel(TODAY, tick=False):
        read = words(access, "tracking_table", deliberation.decision_id)
        deliberation.agenda_on = date(2026, 11, 20)
        deliberation.save()
        listed = words(access, "tracking_table", deliberation.decision_id)

    assert "12 octobre à inscrire à la séance du 10 décembre à voter, 10 décembre" in read
    assert "12 octobre inscrite le 20 novembre à voter, 10 décembre" in listed
    assert "Il ne dit pas qui a signé le texte." in read
    assert "empreinte" not in read


def test_table_claims_no_inscription_before_its_day_nor_for_a_session_before(
    access: Access, deliberation: Deliberation
) -> None:
    deliberation.agenda_on = date(2026, 12, 1)
    deliberation.save()
    with travel(TODAY, tick=False):
        to_come = words(access, "tracking_table", deliberation.decision_id)
    make_answer(deliberation=deliberation, vote="deferred", voted_on=date(2026, 11, 19))
    deliberation.agenda_on = date(2026, 11, 10)
    deliberation.save()
    with travel(TODAY, tick=False):
        again = words(access, "tracking_table", deliberation.decision_id)

    assert "à inscrire à la séance du 10 décembre" in to_come
    assert "à inscrire à la séance du 10 décembre" in again


def test_table_says_in_one_sentence_by_whose_votes_and_asks_nothing_of_who_reads(
    access: Access, deliberation: Deliberation
) -> None:
    deliberation.organisation.name, deliberation.organisation.short_name = "CC du Val", "Val"
    deliberation.organisation.kind = "epci"
    deliberation.organisation.save()
    paper = next(one for one in papers.ask() if one.word == "tracking_table")
    with travel(TODAY, tick=False):
        values = paper.gather(access, deliberation.decision_id)
    with travel(datetime(2026, 12, 20, 9, tzinfo=UTC), tick=False):
        late = paper.gather(access, deliberation.decision_id)

    assert values is not None
    assert late is not None
    assert values["etat"] == (
        "Adoption encore possible si la communauté de communes du Val adopte, et si la "
        "réserve de la commune de Pornic est levée."
    )
    assert values["attendu"] == "Tous auront voté au plus tôt le jeudi 10\xa0décembre 2026."
    assert late["attendu"] == "Les séances connues sont passées ; votes attendus : CC du Val."


@pytest.mark.parametrize(
    ("vote", "session_on", "act_number", "voted"),
    [
        (
            "",
            date(2026, 11, 12),
            "",
            "à voter, 12 novembre (réponse attendue depuis le 27 novembre)",
        ),
        ("", date(2026, 11, 14), "", "à voter, 14 novembre"),
        (
            "adopted",
            date(2026, 11, 12),
            "",
            "adoptée, 12 novembre (numéro d’acte à recevoir, réponse attendue depuis le 27 "
            "novembre)",
        ),
        ("adopted", date(2026, 11, 14), "", "adoptée, 14 novembre (numéro d’acte à recevoir)"),
        ("adopted", date(2026, 11, 12), "12", "adoptée, 12 novembre (acte 12)"),
        ("refused", date(2026, 11, 12), "", "refusée, 12 novembre"),
        ("deferred", date(2026, 11, 12), "", "ajournée, 12 novembre"),
    ],
)
def test_table_says_since_when_an_answer_is_awaited(
    access: Access, vote: str, session_on: date, act_number: str, voted: str
) -> None:
    one = make_deliberation(
        decision=make_joint_decision(cooperation=access.cooperation), session_on=session_on
    )
    one.act_number = act_number
    one.save()
    if vote:
        make_answer(deliberation=one, vote=vote, voted_on=session_on)
    with travel(TODAY, tick=False):
        written = write_paper(access, "tracking_table", one.decision_id, "docx")
    assert written is not None

    row = docx.Document(io.BytesIO(written.content)).tables[0].rows[1]

    assert row.cells[4].text.replace(" ", " ") == voted


def test_table_says_to_whom_a_chamber_transmits(access: Access) -> None:
    one = make_deliberation(
        decision=make_joint_decision(cooperation=access.cooperation),
        organisation=make_organisation(
            workspace=access.cooperation.workspace, name="Chambre d’agriculture", kind="chamber"
        ),
        council="chamber",
    )
    make_answer(deliberation=one)
    written = write_paper(access, "tracking_table", one.decision_id, "docx")
    assert written is not None

    row = docx.Document(io.BytesIO(written.content)).tables[0].rows[1]

    assert [cell.text for cell in row.cells[-2:]] == [
        "à transmettre à la tutelle, s’il y a lieu",
        "sans objet",
    ]


def test_table_says_by_when_a_council_that_has_not_voted_is_convened(
    access: Access, deliberation: Deliberation
) -> None:
    with travel(TODAY, tick=False):
        read = words(access, "tracking_table", deliberation.decision_id)

    assert "à voter, 10 décembre (convocation au plus tard le 4 décembre)" in read
    assert "Saisine Inscrite" in read


def test_table_says_that_the_day_to_convene_a_council_is_over(
    access: Access, deliberation: Deliberation
) -> None:
    with travel(TODAY + timedelta(days=9), tick=False):
        read = words(access, "tracking_table", deliberation.decision_id)

    assert "(délai passé le 6 décembre : vérifier que la convocation est partie)" in read
