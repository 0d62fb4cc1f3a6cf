"""The matrix of decisions and structures: what it tells, its window, its cost."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Answer, Deliberation, JointDecision
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)

DAY = date(timezone.localdate().year, 1, 1)  # past, and of this year: told without it


def cell(text: str, deliberation: Deliberation) -> str:
    """What the cell of this council shows."""
    place = f'id="c-{deliberation.decision_id}~{deliberation.organisation_id}"'
    inner = text.partition(place)[2].partition("</td>")[0]
    return plain(" ".join(part.partition(">")[2] for part in plain(inner).split("<")))


def test_cells_tell_the_way_of_each_council(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    names = ("Bouin", "Legé", "Machecoul", "Pornic", "Rouans")
    ways = [
        make_deliberation(decision=decision, organisation=member_with_name(cooperation, name))
        for name in names
    ]
    for one, vote in zip(ways, ("adopted", "deferred", "refused"), strict=False):
        make_answer(deliberation=one, vote=vote, voted_on=DAY)
    ways[3].sent_on = DAY
    ways[3].save()

    page = officer.get(url(cooperation, "joint_decisions")).text

    assert [cell(page, one) for one in ways] == [
        "adoptée 1er janv.",
        "ajournée 1er janv. : à relancer",
        "refusée 1er janv.",
        "envoyée 1er janv.",
        "à saisir",
    ]


def test_rows_say_where_each_decision_stands(officer: Client, cooperation: Cooperation) -> None:
    for title, standing in (("Charte", "yes"), ("Service", "open"), ("Halle", "no")):
        made = make_joint_decision(cooperation=cooperation, title=title)
        JointDecision.objects.filter(pk=made.pk).update(standing=standing)

    page = officer.get(url(cooperation, "joint_decisions")).text
    chosen = officer.get(url(cooperation, "joint_decisions") + "?statut=no").text

    assert reading(page) == (
        "Une décision est acquise, une est encore possible et une est impossible en l’état."
    )
    rows = chosen.partition("<tbody")[2].partition("</tbody>")[0]
    assert ["Charte" in rows, "Halle" in rows] == [False, True]
    assert page.count("m-button-main") == 1


def test_columns_say_what_each_structure_owes(officer: Client, cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    for vote in ("", "deferred", "reserved", "adopted"):
        decision = make_joint_decision(cooperation=cooperation)
        one = make_deliberation(decision=decision, organisation=bouin)
        if vote:
            make_answer(deliberation=one, vote=vote)

    page = officer.get(url(cooperation, "joint_decisions")).text

    assert f'id="f-{bouin.pk}">1 vote, 1 ajournée, 1 réserve, 1 acte</td>' in page


def test_a_silence_that_spoke_is_read_at_once(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation, silence="competence_transfer")
    one = make_deliberation(
        decision=decision,
        organisation=member_with_name(cooperation, "Bouin"),
        sent_on=date(2026, 1, 5),
    )
    JointDecision.objects.update(stands_until=date(2026, 4, 6))

    page = officer.get(url(cooperation, "joint_decisions")).text

    assert cell(page, one) == "accord tacite"
    assert "Dont un accord par silence." in page


def test_a_chosen_cell_leads_to_the_answer(officer: Client, cooperation: Cooperation) -> None:
    one = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=member_with_name(cooperation, "Bouin"),
    )
    make_answer(deliberation=one, told_by="Lise Vrignaud")

    case = f"?case={one.decision_id}~{one.organisation_id}"
    page = officer.get(url(cooperation, "joint_decisions") + case).text

    assert "Recueilli par téléphone auprès de Lise Vrignaud" in page
    assert f"{url(cooperation, 'joint_decision_answer', one.pk)}{case}" in page


def test_an_observer_is_offered_no_answer(sign_in: SignIn, cooperation: Cooperation) -> None:
    one = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=member_with_name(cooperation, "Bouin"),
    )
    make_answer(deliberation=one, told_by="Lise Vrignaud")
    case = f"?case={one.decision_id}~{one.organisation_id}"

    page = sign_in("observer").get(url(cooperation, "joint_decisions") + case).text

    assert ["adoptée" in page, "Vrignaud" in page, "Dire sa réponse" in page] == (
        [True, False, False]
    )


def test_the_file_holds_every_cell(officer: Client, cooperation: Cooperation) -> None:
    one = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=member_with_name(cooperation, "Bouin"),
    )
    make_answer(deliberation=one)

    file = officer.get(url(cooperation, "joint_decisions") + "?export=csv").content.decode("utf-8")

    assert file.splitlines()[1] == "Charte de coopération;Trop tôt pour le dire;adoptée, 06/10/2026"


def test_a_vote_narrows_the_matrix_to_those_who_answered_it(
    officer: Client, cooperation: Cooperation
) -> None:
    charter, hall = (
        make_joint_decision(cooperation=cooperation, title=title) for title in ("Charte", "Halle")
    )
    for decision, name, vote in (
        (charter, "Bouin", "deferred"),
        (charter, "Legé", "adopted"),
        (hall, "Legé", "adopted"),
        (hall, "Vue", "adopted"),
    ):
        body = member_with_name(cooperation, name)
        way = make_deliberation(decision=decision, organisation=body)
        make_answer(deliberation=way, vote=vote, voted_on=DAY)

    page = officer.get(url(cooperation, "joint_decisions"), {"vote": "deferred"})
    none = officer.get(url(cooperation, "joint_decisions"), {"vote": "refused"})

    matrix = page.context["matrix"]
    assert [one.label for one in (*matrix.rows, *matrix.columns)] == ["Charte", "Bouin"]
    assert reading(page.text) == "Un vote « ajournée », sur une décision."
    assert reading(none.text) == "Aucun vote « refusée »."


def test_empty_matrix_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation, "joint_decisions"))

    assert "Commencez par une question déjà posée à plusieurs conseils" in page.text


@pytest.fixture
def many(cooperation: Cooperation) -> Cooperation:
    """Sixty decisions put to five hundred structures; two in three have voted."""
    workspace = cooperation.workspace
    structures = Organisation.objects.bulk_create(
        Organisation(workspace=workspace, name=f"Commune de Longeville-{n:03}") for n in range(500)
    )
    for rank in range(60):
        title = f"Décision {rank}"
        subject = Subject.objects.create(cooperation=cooperation, kind="decision", label=title)
        decision = JointDecision.objects.create(
            cooperation=cooperation, subject=subject, title=title, standing="open"
        )
        ways = Deliberation.objects.bulk_create(
            Deliberation(decision=decision, organisation=one, sent_on=DAY) for one in structures
        )
        Answer.objects.bulk_create(
            Answer(deliberation=one, vote="adopted", voted_on=DAY, told_on=DAY)
            for place, one in enumerate(ways)
            if place % 3
        )
    return cooperation


def test_thirty_thousand_cells_open_by_a_few(
    officer: Client, many: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = url(many, "joint_decisions")
    officer.get(page)

    with django_assert_num_queries(13):
        answer = officer.get(page)

    assert answer.text.count('role="cell" id="c-') == 200
    assert len(answer.content) <= 300_000


def test_matrix_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    make_deliberation(decision=decision, organisation=member_with_name(cooperation, "Bouin"))
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "joint_decisions"))
    for name in ("Machecoul", "Pornic"):
        another = make_joint_decision(cooperation=cooperation)
        make_deliberation(decision=another, organisation=member_with_name(cooperation, name))
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "joint_decisions"))
