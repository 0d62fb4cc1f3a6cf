"""A number that no database holds, or that Python does not read, is as unknown as any other."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.core.numbers import read_number, row_numbered
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Spokesperson
from maillage.trade.plan.models import Action
from tests.foundation.cooperations.makers import make_access
from tests.fuzzing import REFUSALS, text_readers
from tests.ground.directory.makers import make_member, make_spokesperson
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.plan.makers import make_action

pytestmark = pytest.mark.django_db
BEYOND, ENDLESS = str(2**63), "9" * 5_000
NOT_A_DAY = "Écrivez la date comme 30/04/2026."
ASKED = [
    ("funding:plan_add", "action"),
    ("funding:plan_add", "post"),
    ("funding:best_plan", "plan"),
    ("funding:maquette", "annee"),
    ("funding:contributions", "de"),
    ("evaluation:benefit_add", "structure"),
    ("evaluation:balance", "de"),
    ("governance:agreement_add", "etude"),
    ("governance:consultation_add", "instance"),
    ("governance:date_poll_add", "seance"),
    ("governance:date_poll_add", "instance"),
    ("stakes:stake_add", "finding"),
    ("dialogue:compromise_add", "conflit"),
    ("actors:posture_add", "acteur"),
    ("context:scheme_add", "suite"),
    ("context:history", "structure"),
    ("exchange:export", "colonnes"),
]


@pytest.mark.parametrize("typed", [BEYOND, ENDLESS], ids=["beyond", "endless"])
@pytest.mark.parametrize(("page", "name"), ASKED)
def test_an_address_with_such_a_number_opens_or_is_unknown(
    officer: Client, cooperation: Cooperation, page: str, name: str, typed: str
) -> None:
    answer = officer.get(reverse(page, args=[cooperation.slug]), {name: typed})

    assert answer.status_code in {200, 404}


def test_a_row_is_found_by_its_number_alone(cooperation: Cooperation) -> None:
    own = make_member(cooperation=cooperation).organisation
    rows = Organisation.objects.all()

    rows_read = [row_numbered(rows, text) for text in (str(own.pk), "", "²", BEYOND, ENDLESS)]

    assert rows_read == [own, None, None, None, None]
    assert (read_number(ENDLESS), read_number("9" * 9)) == (None, 999_999_999)


def test_an_action_is_refused_a_day_of_thousands_of_figures(
    officer: Client, cooperation: Cooperation
) -> None:
    sent = {"title": "Crèche", "state": "ready", "visibility": "team"}
    one = make_action(cooperation=cooperation)
    pages = [
        reverse("plan:action_add", args=[cooperation.slug]),
        reverse("plan:action_edit", args=[cooperation.slug, one.pk]),
    ]

    answers = [
        officer.post(page, sent | {name: ENDLESS, "version": one.version})
        for page in pages
        for name in ("start_on", "due_on")
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert [NOT_A_DAY in answer.text for answer in answers] == [True] * 4
    assert list(Action.objects.values_list("start_on", "due_on")) == [(None, None)]


def test_what_was_read_in_thousands_of_figures_was_not(
    officer: Client, cooperation: Cooperation
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    former = make_member(cooperation=cooperation).organisation
    make_spokesperson(access=partner, organisation=former)
    page = reverse("directory:member_speaker", args=[cooperation.slug, partner.pk])

    answer = officer.post(page, {"organisations": [], "read": ENDLESS})

    assert answer.status_code == 302
    assert Spokesperson.objects.get().organisation == former


@pytest.mark.parametrize("version", [ENDLESS, "x", "1:2:3", ""], ids=["endless", "x", "two", "no"])
def test_an_answer_read_at_no_version_is_stale(
    officer: Client, cooperation: Cooperation, version: str
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    council = make_deliberation(decision=decision)
    page = reverse("governance:joint_decision_collect", args=[cooperation.slug, decision.pk])
    sent = {
        f"vote-{council.pk}": "adopted",
        f"day-{council.pk}": "10/11/2026",
        f"informant-{council.pk}": "le maire",
    }

    answer = officer.post(page, sent | {"read": f"{council.pk}:{version}"})

    assert answer.status_code < 500


def test_no_reader_of_a_text_fails_on_thousands_of_figures() -> None:
    failed = set()
    for name, read in text_readers().items():
        for text in (ENDLESS, f"{ENDLESS} mois", f"1/{ENDLESS}", f"{ENDLESS},5 €", f"n° {ENDLESS}"):
            try:
                read(text)
            except REFUSALS:
                continue
            except Exception as error:  # whatever it is, it is a failure
                failed.add((name, type(error).__name__))

    assert failed == set()
