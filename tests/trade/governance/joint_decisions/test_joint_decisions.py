"""A joint decision: its question, its structures, its sheet."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.joint_decisions import states as decision_states
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_aged_standings
from maillage.trade.governance.models import Deliberation, JointDecision
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import expected, names_in, plain, reading, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    decision_put_to,
    make_answer,
    make_deliberation,
    make_joint_decision,
    make_text_version,
)
from tests.trade.governance.makers import make_body

TYPED = {"title": "Charte 2027-2030", "rule": "unanimity"}


def status(text: str) -> str:
    """What the head of the sheet says of the decision."""
    sentence = text.partition('<div class="m-status')[2].partition("</div>")[0]
    return plain(sentence.partition("<strong>")[2].partition("</p>")[0].replace("</strong>", " :"))


def test_a_decision_opens_with_its_subject(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)

    officer.post(
        url(cooperation, "joint_decision_add"),
        TYPED | {"body": body.pk, "proposed_on": "9/10/2026"},
    )

    decision = JointDecision.objects.get()
    assert (decision.title, decision.body, decision.proposed_on, decision.standing) == (
        ("Charte 2027-2030", body, date(2026, 10, 9), "early")
    )
    assert list(Subject.objects.values_list("kind", "label")) == [("decision", "Charte 2027-2030")]


def test_a_new_title_names_the_subject(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    edit = url(cooperation, "joint_decision_edit", decision.pk)
    officer.post(edit, TYPED | {"version": 1})

    stale = officer.post(edit, TYPED | {"title": "Autre", "version": 1})

    decision.refresh_from_db()
    assert (stale.status_code, decision.title, decision.subject.label) == (
        (409, "Charte 2027-2030", "Charte 2027-2030")
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Écrivez une réponse"),
        ({"silence": "convention"}, "Dites le délai convenu, en mois"),
        ({"silence": "convention", "silence_months": "3"}, "une règle a sa source"),
        ({"rule": "consensus"}, "Sélectionnez un choix valide"),
        ({"proposed_on": "31/06/2026"}, "Juin 2026 a 30 jours"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], sentence: str
) -> None:
    page = officer.post(url(cooperation, "joint_decision_add"), TYPED | typed)

    assert (page.status_code, JointDecision.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")


def test_structures_come_with_their_council(officer: Client, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    decision = make_joint_decision(cooperation=cooperation)
    commune = Organisation.objects.get()
    commune.population = 17_000
    commune.save()
    member = commune.memberships.get()
    member.contact = person
    member.save()

    officer.post(
        url(cooperation, "joint_decision_councils_add", decision.pk),
        {"organisations": [commune.pk]},
    )

    entry = "organisation", "council", "population", "contact"
    assert list(Deliberation.objects.values_list(*entry)) == [
        (commune.pk, "commune", 17_000, person.pk)
    ]
    page = officer.get(url(cooperation, "joint_decision", decision.pk))
    assert status(page.text) == "Trop tôt pour le dire : <p>Une structure reste à saisir."


def test_sending_is_noted_for_several(officer: Client, cooperation: Cooperation) -> None:
    decision = decision_put_to(cooperation, "Bouin", "Pornic")
    text = make_text_version(decision=decision)
    numbers = list(decision.deliberations.values_list("pk", flat=True))

    officer.post(
        url(cooperation, "joint_decision_send", decision.pk),
        {"text": text.pk, "on": "12/10/2026", "deliberations": numbers},
    )

    assert (
        list(decision.deliberations.values_list("sent_on", "text"))
        == [(date(2026, 10, 12), text.pk)] * 2
    )


def test_those_that_wait_for_the_text_are_ticked_in_the_order_of_names(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    decision = decision_put_to(cooperation, "Pornic", "Machecoul", "Bouin")
    make_text_version(decision=decision)
    decision.deliberations.filter(organisation__name="Machecoul").update(sent_on=date(2026, 10, 1))
    address = url(cooperation, "joint_decision_send", decision.pk)
    officer.get(address)

    with django_assert_num_queries(9):
        page = officer.get(address).text

    boxes = re.findall(r'name="deliberations"[^>]*?( checked)?><span>([^<]*)', page)
    assert boxes == [(" checked", "Bouin"), ("", "Machecoul"), (" checked", "Pornic")]


def test_no_session_precedes_the_sending(officer: Client, cooperation: Cooperation) -> None:
    decision = decision_put_to(cooperation, "Bouin")
    text = make_text_version(decision=decision)
    one = decision.deliberations.get()
    one.session_on = date(2026, 10, 1)
    one.save()

    page = officer.post(
        url(cooperation, "joint_decision_send", decision.pk),
        {"text": text.pk, "on": "12/10/2026", "deliberations": [one.pk]},
    )

    assert (page.status_code, decision.deliberations.get().sent_on) == (422, None)
    assert "La séance de Bouin précède l’envoi du texte" in page.text


def test_sheet_says_who_settles_it(officer: Client, cooperation: Cooperation) -> None:
    decision = decision_put_to(cooperation, "Bouin", "Machecoul", "Pornic", "Retz", "Vue")
    text = make_text_version(decision=decision)
    bouin, machecoul, *_others = decision.deliberations.order_by("pk")
    make_answer(deliberation=bouin, text=text)
    make_answer(deliberation=machecoul, vote="deferred", text=text)

    page = officer.get(url(cooperation, "joint_decision", decision.pk))

    waits = "Machecoul, Pornic, Retz et Vue"
    assert status(page.text) == f"Encore possible : <p>Acquise si {waits} adoptent."
    assert "Machecoul : comprendre l’ajournement" in plain(expected(page.text))
    sentence = section(page.text, "m-rule")
    assert f"rendrait la décision impossible chez : Bouin, {waits}." in sentence.replace(
        "\u00a0", " "
    )


def test_observer_reads_votes_and_no_name(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    decision = make_joint_decision(cooperation=cooperation)
    one = make_deliberation(decision=decision, organisation=Organisation.objects.get())
    one.contact, one.conformity_by = person, "Inès Gaborit"
    one.save()
    make_answer(deliberation=one, told_by="Inès Gaborit, directrice")
    pages = ("joint_decision", decision.pk), ("joint_decision_council", one.pk)

    values = {
        role: "".join(sign_in(role).get(url(cooperation, *page)).text for page in pages)
        for role in ("officer", "partner", "observer")
    }

    assert ["adoptée" in text for text in values.values()] == [True, True, True]
    assert ["Gaborit" in text for text in values.values()] == [True, True, False]
    assert ["auprès d’Inès" in text for text in values.values()] == [True, False, False]


def test_other_cooperations_decisions_do_not_exist(
    officer: Client, stranger: Client, cooperation: Cooperation
) -> None:
    beside = make_joint_decision(
        cooperation=make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    )

    assert names_in(officer.get(url(cooperation, "joint_decision_list")).text, beside.title) == []
    assert officer.get(url(cooperation, "joint_decision", beside.pk)).status_code == 404
    assert stranger.get(url(cooperation, "joint_decisions")).status_code == 404


def test_partner_may_not_open_a_decision(sign_in: SignIn, cooperation: Cooperation) -> None:
    answer = sign_in("partner").post(url(cooperation, "joint_decision_add"), TYPED)

    assert (answer.status_code, JointDecision.objects.count()) == (403, 0)


def test_register_filters_by_standing(officer: Client, cooperation: Cooperation) -> None:
    make_joint_decision(cooperation=cooperation, title="Charte")
    acquired = make_joint_decision(cooperation=cooperation, title="Service unifié")
    JointDecision.objects.filter(pk=acquired.pk).update(standing="yes", reading="Tous ont répondu.")
    page = url(cooperation, "joint_decision_list")

    shown = officer.get(f"{page}?filtres=1&statut=yes").text

    assert names_in(shown, "Charte", "Service unifié") == ["Service unifié"]
    assert "Tous ont répondu." in shown


def test_a_silence_that_speaks_is_kept_by_the_tick(cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation, silence="competence_transfer")
    make_deliberation(decision=decision, sent_on=date(2026, 1, 5))
    JointDecision.objects.filter(pk=decision.pk).update(stands_until=date(2026, 4, 6))

    number = keep_aged_standings(date(2026, 4, 6))

    decision.refresh_from_db()
    assert (number, decision.standing, decision.reading, decision.stands_until) == (
        (1, "yes", "Dont un accord par silence.", None)
    )


def test_search_finds_a_decision(access: Access) -> None:
    make_joint_decision(cooperation=access.cooperation, title="Chef de file mobilités")

    names = [one.name for one in search(access, "mobilites") if one.kind == "Décision conjointe"]

    assert names == ["Chef de file mobilités"]


@pytest.mark.parametrize(
    ("session", "vote", "level"),
    [(None, "", "doing"), (-2, "", "aged"), (5, "", "done"), (-2, "adopted", "done")],
)
def test_the_mission_is_late_when_a_council_is(
    cooperation: Cooperation, session: int | None, vote: str, level: str
) -> None:
    today = timezone.localdate()
    decision = decision_put_to(cooperation, "Bouin")
    one = decision.deliberations.get()
    one.session_on = today + timedelta(days=session) if session is not None else None
    one.save()
    if vote:
        make_answer(deliberation=one, vote=vote)

    facts = decision_states.load(Moment(cooperation.pk, cooperation.slug, today))

    assert decision_states.deliberations(facts).level == level


def test_no_question_is_a_mission_to_begin(cooperation: Cooperation) -> None:
    facts = decision_states.load(Moment(cooperation.pk, cooperation.slug, timezone.localdate()))

    assert decision_states.deliberations(facts).level == "todo"


def test_sheet_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decision = decision_put_to(cooperation, "Bouin")
    make_text_version(decision=decision)
    make_answer(deliberation=decision.deliberations.get())
    with django_assert_num_queries(20):
        officer.get(url(cooperation, "joint_decision", decision.pk))
    for name in ("Machecoul", "Pornic"):
        one = make_deliberation(decision=decision, organisation=member_with_name(cooperation, name))
        make_answer(deliberation=one)
    with django_assert_num_queries(20):
        officer.get(url(cooperation, "joint_decision", decision.pk))


def test_reading_names_the_question(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    JointDecision.objects.filter(pk=decision.pk).update(question="Adopter la charte ?")

    page = officer.get(url(cooperation, "joint_decision", decision.pk))

    assert reading(page.text) == "Adopter la charte ?"


def test_a_crowd_of_councils_is_read_in_the_matrix(
    officer: Client, cooperation: Cooperation
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    for rank in range(82):
        organisation = Organisation.objects.create(
            workspace=cooperation.workspace, name=f"Commune {rank:02}"
        )
        make_deliberation(decision=decision, organisation=organisation)
    make_answer(deliberation=decision.deliberations.order_by("pk")[0])

    page = officer.get(url(cooperation, "joint_decision", decision.pk)).text

    chain = section(page, "m-chain")
    assert chain.count('scope="row"') == 80
    assert ["Commune 00" in chain, "Et 2 autres structures" in chain] == [False, True]
