"""Whom to meet: what is silent, doubtful or old, in one list, member by member."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Confidence
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.who_to_meet.queries import Visits, visits
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit, by_need, visit
from tests.conftest import SignIn, signed_in
from tests.ground.actors.makers import make_member_actor, make_position, make_posture
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import reading
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import url

TODAY = timezone.localdate()
OLD = TODAY - timedelta(days=200)
MONTHS = timedelta(days=183)


def cell(on: date | None, *, is_doubtful: bool = False) -> MeetingCell:
    return MeetingCell("Eau", "", on, is_doubtful=is_doubtful)


def silent(name: str, count: int) -> Visit:
    return visit(name, "", [cell(None)] * count, TODAY, MONTHS)


def test_silent_doubtful_and_old_are_one_list(access: Access) -> None:
    place = access.cooperation
    water, bus = (make_stake(cooperation=place, label=one) for one in ("Eau", "Bus"))
    vue = make_member_actor(cooperation=place, name="Vue")
    doubtful = make_position(actor=vue, subject=water.subject, on=OLD)
    doubtful.confidence = Confidence.DOUBTFUL
    doubtful.save()
    make_posture(actor=vue, subject=water.subject, on=OLD)

    called = visits(access, TODAY).called

    assert [one.name for one in called] == ["Vue"]
    reasons = (called[0].silent, called[0].doubtful, called[0].stale)
    assert [[(one.subject, one.is_posture) for one in cells] for cells in reasons] == [
        [(bus.label, False)],
        [(water.label, False)],
        [(water.label, True)],
    ]


def test_whoever_is_no_member_is_not_listed(access: Access) -> None:
    make_stake(cooperation=access.cooperation)
    structure = make_organisation(workspace=access.cooperation.workspace, name="Ailleurs")
    Actor.objects.create(cooperation=access.cooperation, organisation=structure)

    assert visits(access, TODAY) == Visits(0, [], has_stakes=True)


def test_what_is_recent_and_sure_calls_for_nobody(officer: Client, access: Access) -> None:
    stake = make_stake(cooperation=access.cooperation)
    vue = make_member_actor(cooperation=access.cooperation, name="Vue")
    make_position(actor=vue, subject=stake.subject, on=TODAY)

    page = officer.get(url(access.cooperation, "who_to_meet")).text

    assert reading(page).startswith("Personne à relancer")


def test_each_reason_leads_to_its_cell(officer: Client, access: Access) -> None:
    stake = make_stake(cooperation=access.cooperation, label="Eau")
    vue = make_member_actor(cooperation=access.cooperation, name="Vue")

    page = officer.get(url(access.cooperation, "who_to_meet")).text

    assert reading(page) == "Une structure à rencontrer : Vue."
    cell = url(access.cooperation, "position_cell", stake.pk, vue.pk)
    assert f'<a href="{cell}">Eau<span class="m-hide">, Vue</span></a>' in page
    assert "<dt>N’a rien dit sur un enjeu</dt>" in page
    call = [access.cooperation.slug, vue.organisation_id]
    assert f'href="{reverse("directory:organisation_call", args=call)}"' in page


def test_most_cells_come_first_then_the_most_silent() -> None:
    doubtful = visit("Bouin", "", [cell(TODAY, is_doubtful=True)], TODAY, MONTHS)

    ordered = by_need([doubtful, silent("Rouans", 1), silent("Vue", 2), silent("Rien", 0)])

    assert [one.name for one in ordered] == ["Vue", "Rouans", "Bouin"]


@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_others_are_refused(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    assert sign_in(role).get(url(cooperation, "who_to_meet")).status_code == 403


def test_an_empty_page_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Nommer un enjeu" in officer.get(url(cooperation, "who_to_meet")).text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    access: Access, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, place = signed_in(access), access.cooperation
    for number in range(count):
        stake = make_stake(cooperation=place, label=f"Enjeu {number}")
        actor = make_member_actor(cooperation=place, name=f"Commune {number}")
        make_position(actor=actor, subject=stake.subject, on=OLD)
        make_posture(actor=actor, subject=stake.subject, on=OLD)

    with django_assert_num_queries(9):
        officer.get(url(place, "who_to_meet"))
