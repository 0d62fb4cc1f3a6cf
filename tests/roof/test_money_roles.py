"""Does each gesture on money, texts and legal forms answer the roles that own it, and no other?"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Cooperation
from tests.addresses import cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.registry import filled_forms
from tests.trade.context.makers import make_duty
from tests.trade.evaluation.makers import make_balance_reading
from tests.trade.funding.makers import (
    make_cost_key,
    make_cost_sharing,
    make_frozen_key,
    make_funding_plan,
    make_sent_key,
)
from tests.trade.governance.agreements.makers import make_agreement
from tests.trade.governance.makers import make_form_study
from tests.trade.plan.makers import make_post
from tests.visits.place import undone

pytestmark = pytest.mark.django_db
OFFICER = frozenset({Role.OFFICER})
TEAM = OFFICER | {Role.TEAM}
SPEAKERS = TEAM | {Role.PARTNER}
READERS = OFFICER | {Role.ELECTED, Role.PARTNER}
INSIDE = SPEAKERS | {Role.ELECTED}
ALL = frozenset(Role)
# A page that only reads takes no form; a form that lacks something is given back.
ANSWERED = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED, 422}
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
# Each screen: who opens its pages and does its gestures, the address named by its last word.
SCREENS: dict[str, dict[frozenset[Role], str]] = {
    "plans": {
        ALL: "funding:plan",
        TEAM: "funding:line_add funding:line_step",
        OFFICER: "funding:plan_paste",
    },
    "rules": {TEAM: "funding:plan_displayed", OFFICER: "funding:reason_give"},
    "keys": {OFFICER: "funding:key_add funding:key_choose funding:key_freeze"},
    "contributions": {
        INSIDE: "funding:contribution",
        OFFICER: "funding:year_call funding:call_add funding:receipt_add",
    },
    "maquette": {
        ALL: "funding:maquette_compared",
        TEAM: "funding:account",
        OFFICER: "funding:plans_paste funding:maquette_freeze",
    },
    "duties": {
        ALL: "context:duty",
        SPEAKERS: "context:duty_piece",
        OFFICER: "context:duty_calendar context:duty_send",
    },
    "balance": {
        READERS: "evaluation:structure_balance",
        OFFICER: "evaluation:benefit_add evaluation:balance_publish",
    },
    "agreements": {
        ALL: "governance:agreement",
        OFFICER: "governance:agreement_version_add governance:agreement_remarks_open"
        " governance:agreement_freeze governance:agreement_sign governance:agreement_refuse",
    },
    "amendments": {
        INSIDE: "governance:amendments",
        SPEAKERS: "governance:agreement_remark_add governance:amendment_add",
        OFFICER: "governance:amendment_settle governance:amendment_reword"
        " governance:amendments_consolidate governance:remark_answer",
    },
    "legal_forms": {
        TEAM: "governance:form_study",
        OFFICER: "governance:legal_forms_add governance:form_study_choose",
    },
}
Made = Callable[[Cooperation], int]


def _draft(place: Cooperation) -> int:
    return make_agreement(cooperation=place, visibility="team").pk


# What is not shown to all: who opens its page; the others find nothing there.
LEVELS: dict[str, tuple[str, Made, frozenset[Role]]] = {
    "draft": ("governance:agreement", _draft, TEAM),
    "amendments_of_a_draft": ("governance:amendments", _draft, TEAM),
    "study": ("governance:form_study", lambda place: make_form_study(cooperation=place).pk, TEAM),
    "plan_of_a_post": (
        "funding:plan",
        lambda place: make_funding_plan(post=make_post(cooperation=place)).pk,
        OFFICER,
    ),
    "plan_of_the_team": (
        "funding:plan",
        lambda place: make_funding_plan(cooperation=place, visibility="team").pk,
        TEAM,
    ),
    "keys_compared": (
        "funding:sharing",
        lambda place: make_cost_key(sharing=make_cost_sharing(cooperation=place)).sharing.pk,
        TEAM,
    ),
    "key_sent": (
        "funding:sharing",
        lambda place: make_sent_key(cooperation=place).sharing.pk,
        INSIDE,
    ),
    "key_frozen": (
        "funding:sharing",
        lambda place: make_frozen_key(cooperation=place).key.sharing.pk,
        ALL,
    ),
    "duty": ("context:duty", lambda place: make_duty(cooperation=place).pk, TEAM),
    "balance_of_another": (
        "evaluation:structure_balance",
        lambda place: make_balance_reading(cooperation=place).organisation_id,
        OFFICER,
    ),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_answers_its_roles_and_refuses_the_others(screen: str) -> None:
    place, clients = _place()
    every = {one.name: one for one in cooperation_addresses()}
    wrong = [
        f"{role} {name}: {statuses}"
        for roles, names in SCREENS[screen].items()
        for name in names.split()
        for url in [every[name].url(place)]
        for role, client in clients.items()
        for statuses in [_statuses(client, name, url)]
        if not set(statuses) <= (ANSWERED if role in roles else REFUSED)
    ]

    assert wrong == []


@pytest.mark.parametrize("record", LEVELS)
def test_record_that_all_do_not_read_is_nowhere_for_the_others(record: str) -> None:
    place, clients = _place()
    name, make, roles = LEVELS[record]
    url = reverse(name, args=[place.slug, make(place)])

    statuses = {role: client.get(url).status_code for role, client in clients.items()}

    assert {role for role, status in statuses.items() if status == HTTPStatus.OK} == roles
    others = {status for role, status in statuses.items() if role not in roles}
    assert others <= {*REFUSED, HTTPStatus.FOUND}  # led back to the register, which says why


def _place() -> tuple[Cooperation, Mapping[str, Client]]:
    """A cooperation, and a client of each role in it."""
    place = make_cooperation()
    accesses = {role: make_access(cooperation=place, role=role) for role in Role.values}
    return place, {role: signed_in(access) for role, access in accesses.items()}


def _statuses(client: Client, name: str, url: str) -> list[int]:
    """What reading the page and sending its form answer; what is sent is undone."""
    read = client.get(url).status_code
    sent = {"version": "1", **filled_forms().get(name, {})}
    with undone():
        return [read, client.post(url, sent).status_code]
