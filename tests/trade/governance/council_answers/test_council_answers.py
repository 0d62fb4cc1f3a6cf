"""A round of calls noted on one page, and the links of all the councils."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.trade.governance.council_answers.views import links_reading
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_mandate
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)

pytestmark = pytest.mark.django_db
DAY = "10/11/2026"


@pytest.fixture
def decision(cooperation: Cooperation) -> JointDecision:
    return make_joint_decision(cooperation=cooperation)


def council(decision: JointDecision, name: str) -> Deliberation:
    organisation = member_with_name(decision.cooperation, name)
    return make_deliberation(decision=decision, organisation=organisation)


def noted(client: Client, decision: JointDecision, **answers: str) -> dict[str, str]:
    """What the page sends: the versions that it read, and these answers."""
    form = client.get(url(decision.cooperation, "joint_decision_collect", decision.pk))
    return {"read": form.context["form"]["read"].value()} | answers


def test_answers_of_a_round_are_noted_together(officer: Client, decision: JointDecision) -> None:
    bouin, vue, pornic = (council(decision, name) for name in ("Bouin", "Vue", "Pornic"))
    settled = council(decision, "Rouans")
    make_answer(deliberation=settled)
    page = url(decision.cooperation, "joint_decision_collect", decision.pk)

    shown = [row.path.deliberation for row in officer.get(page).context["form"].rows()]
    answer = officer.post(
        page,
        noted(
            officer,
            decision,
            **{
                f"vote-{bouin.pk}": "adopted",
                f"day-{bouin.pk}": DAY,
                f"informant-{bouin.pk}": "la secrétaire générale",
                f"vote-{vue.pk}": "refused",
                f"day-{vue.pk}": DAY,
                f"informant-{vue.pk}": "le maire",
            },
        ),
    )

    assert shown == [bouin, pornic, vue]
    assert answer.headers["Location"] == url(decision.cooperation, "joint_decision", decision.pk)
    rows = Answer.objects.exclude(deliberation=settled).order_by("pk")
    assert list(rows.values_list("deliberation", "vote", "voted_on", "told_by", "means")) == [
        (bouin.pk, "adopted", date(2026, 11, 10), "la secrétaire générale", "phone"),
        (vue.pk, "refused", date(2026, 11, 10), "le maire", "phone"),
    ]


def test_a_vote_has_its_day_and_who_says_so(officer: Client, decision: JointDecision) -> None:
    bouin = council(decision, "Bouin")
    Deliberation.objects.update(sent_on=date(2026, 11, 20))
    page = url(decision.cooperation, "joint_decision_collect", decision.pk)

    blank = officer.post(
        page, noted(officer, decision, **{f"vote-{bouin.pk}": "adopted", f"day-{bouin.pk}": ""})
    )
    early = officer.post(
        page, noted(officer, decision, **{f"vote-{bouin.pk}": "adopted", f"day-{bouin.pk}": DAY})
    )

    assert "Écrivez le jour de la séance." in blank.text
    assert "Écrivez qui vous l’a dit." in blank.text
    assert "Le conseil précède l’envoi du texte, le 20\u00a0novembre 2026" in early.text
    assert Answer.objects.count() == 0


def test_what_somebody_wrote_meanwhile_stands(officer: Client, decision: JointDecision) -> None:
    bouin, vue = council(decision, "Bouin"), council(decision, "Vue")
    answers = {
        f"{name}-{one.pk}": value
        for one in (bouin, vue)
        for name, value in (("vote", "adopted"), ("day", DAY), ("informant", "la mairie"))
    }
    sent = noted(officer, decision, **answers)
    Deliberation.objects.filter(pk=bouin.pk).update(version=9)

    page = officer.post(
        url(decision.cooperation, "joint_decision_collect", decision.pk), sent, follow=True
    )

    assert [one.deliberation for one in Answer.objects.all()] == [vue]
    assert "Quelqu’un a écrit pendant ce temps sur\u00a0: Bouin." in page.text


@pytest.mark.parametrize("page", ["joint_decision_collect", "joint_decision_links"])
def test_nobody_waited_for_leads_back_to_the_decision(
    officer: Client, decision: JointDecision, page: str
) -> None:
    answer = officer.get(url(decision.cooperation, page, decision.pk), follow=True)

    assert answer.redirect_chain[-1][0] == url(decision.cooperation, "joint_decision", decision.pk)
    assert "Aucune réponse n’est attendue des conseils de cette décision." in answer.text


def test_a_forged_version_is_refused(officer: Client, decision: JointDecision) -> None:
    bouin = council(decision, "Bouin")
    sent = noted(officer, decision) | {"read": f"{bouin.pk}:une fois"}

    page = officer.post(url(decision.cooperation, "joint_decision_collect", decision.pk), sent)

    assert page.status_code == 422


def test_links_are_made_once_for_all_that_are_waited_for(
    officer: Client, decision: JointDecision
) -> None:
    bouin, vue = council(decision, "Bouin"), council(decision, "Vue")
    clerk = make_mandate(organisation=bouin.organisation).person
    make_contact(person=clerk, kind="email", value="dgs@bouin.example.org")
    Deliberation.objects.filter(pk=bouin.pk).update(contact=clerk)
    page = url(decision.cooperation, "joint_decision_links", decision.pk)

    for _time in range(2):
        officer.post(page)

    rows = AnswerLink.objects.order_by("target").values_list("target", "recipient", "email")
    assert list(rows) == [
        (bouin.pk, str(clerk), "dgs@bouin.example.org"),
        (vue.pk, "Vue", ""),
    ]
    assert Letter.objects.count() == 0
    text = officer.get(page).text
    assert "Deux réponses sont attendues\u00a0; deux liens sont prêts." in text
    assert text.count('href="mailto:') == 2
    assert 'href="mailto:dgs%40bouin.example.org?subject=Une%20question' in text


def test_letters_are_written_for_those_that_have_an_address(
    officer: Client, decision: JointDecision
) -> None:
    bouin, _vue = council(decision, "Bouin"), council(decision, "Vue")
    clerk = make_mandate(organisation=bouin.organisation).person
    make_contact(person=clerk, kind="email", value="dgs@bouin.example.org")
    Deliberation.objects.filter(pk=bouin.pk).update(contact=clerk)

    page = url(decision.cooperation, "joint_decision_links", decision.pk)
    text = officer.post(page, {"send": "1"}, follow=True).text

    assert "Une lettre est écrite" in text
    assert "CouncilLink(" not in text
    assert list(Letter.objects.values_list("to", flat=True)) == ["dgs@bouin.example.org"]


def test_messages_leave_as_a_table_for_a_mailing(officer: Client, decision: JointDecision) -> None:
    council(decision, "Bouin")
    page = url(decision.cooperation, "joint_decision_links", decision.pk)
    officer.post(page)

    file = officer.get(f"{page}?export=csv")

    heads, row = file.content.decode("utf-8-sig").split("\r\n")[:2]
    assert heads == "Structure;Destinataire;Courriel;Lien;Objet;Message"
    assert row.startswith("Bouin;Bouin;;http://testserver/repondre/vote/")


@pytest.mark.parametrize(
    ("waited", "ready", "words"),
    [
        (1, 0, "Une réponse est attendue ; aucun lien n’est prêt."),
        (1, 1, "Une réponse est attendue ; un lien est prêt."),
        (9, 4, "Neuf réponses sont attendues ; quatre liens sont prêts."),
    ],
)
def test_reading_counts_who_is_waited_for(waited: int, ready: int, words: str) -> None:
    assert links_reading(waited, ready) == words


@pytest.mark.parametrize(
    ("page", "budget"), [("joint_decision_collect", 6), ("joint_decision_links", 10)]
)
def test_queries_do_not_grow(
    officer: Client,
    decision: JointDecision,
    django_assert_num_queries: DjangoAssertNumQueries,
    page: str,
    budget: int,
) -> None:
    for names in (("Bouin",), ("Vue", "Pornic")):
        for name in names:
            council(decision, name)
        officer.get(url(decision.cooperation, page, decision.pk))
        with django_assert_num_queries(budget):
            officer.get(url(decision.cooperation, page, decision.pk))


@pytest.mark.parametrize("page", ["joint_decision_collect", "joint_decision_links"])
def test_only_officers_gather_answers(sign_in: SignIn, decision: JointDecision, page: str) -> None:
    for role in ("partner", "elected", "observer", "team"):
        client = sign_in(role)
        assert client.get(url(decision.cooperation, page, decision.pk)).status_code == 403
