"""Whoever is named on a part finds it among theirs, and on their day once it slips or is late."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.core.agenda import gestures_of, waiting
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan.models import Action, Share
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_person,
    make_spokesperson,
)
from tests.ground.directory.reading import plain
from tests.trade.plan.makers import make_action, make_share, make_share_answer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LATE = "En retard de 10 jours ; la part de Brolles (pilote) est à votre nom."


@pytest.fixture
def late(cooperation: Cooperation) -> Action:
    """A shared action whose day passed ten days ago."""
    return make_action(cooperation=cooperation, title="Un tarif commun", due_on=date(2026, 11, 14))


def own_share(access: Access, action: Action) -> Share:
    """A part of a member in which the reader stands by name."""
    brolles = member_with_name(access.cooperation, "Brolles")
    share = make_share(action=action, organisation=brolles, role="pilot")
    person = make_person(workspace=access.cooperation.workspace)
    make_contact(person=person, value=access.user.email.lower())
    make_mandate(person=person, organisation=share.organisation)
    Share.objects.filter(pk=share.pk).update(person=person)
    return share


def gestures(access: Access) -> list[tuple[str, str]]:
    """What their day says of the parts in their name."""
    rows = [one for one in waiting.ask(access, TODAY) if one.verb == "Voir la fiche"]
    return [(plain(one.label), plain(one.reason)) for one in gestures_of(rows)]


def chips(access: Access, chosen: str = "") -> tuple[bool, bool, bool]:
    """Whether the two chips of one's own are offered, and the action is shown."""
    page = reverse("plan:actions", args=[access.cooperation.slug])
    text = signed_in(access).get(page, {chosen: "1", "filtres": "1"} if chosen else {}).text
    return "Les miennes" in text, "À vous répondre" in text, "Un tarif commun" in text


@pytest.mark.parametrize(
    ("role", "on_day", "on_plan"),
    [
        (Role.OFFICER, False, False),
        (Role.TEAM, True, True),
        (Role.ELECTED, False, False),
        (Role.PARTNER, True, True),
        (Role.OBSERVER, False, False),
    ],
)
def test_the_person_named_finds_their_part(
    cooperation: Cooperation, late: Action, role: Role, *, on_day: bool, on_plan: bool
) -> None:
    access = make_access(cooperation=cooperation, role=role)
    own_share(access, late)
    make_action(cooperation=cooperation, title="Une navette")

    assert gestures(access) == [("Suivre « Un tarif commun »", LATE)] * on_day
    assert chips(access) == (on_plan, False, True)
    if on_plan:
        page = reverse("plan:actions", args=[cooperation.slug])
        text = signed_in(access).get(page, {"miennes": "1", "filtres": "1"}).text
        assert ("Un tarif commun" in text, "Une navette" in text) == (True, False)


def test_nobody_else_is_offered_what_is_theirs(cooperation: Cooperation, late: Action) -> None:
    access = make_access(cooperation=cooperation, role=Role.TEAM)
    make_share(action=late)

    assert (gestures(access), chips(access)) == ([], (False, False, True))


def test_an_address_of_two_people_names_neither(cooperation: Cooperation, late: Action) -> None:
    access = make_access(cooperation=cooperation, role=Role.TEAM)
    own_share(access, late)
    other = make_person(workspace=cooperation.workspace, family_name="Autre")
    make_contact(person=other, value=access.user.email.lower())

    assert (gestures(access), chips(access)) == ([], (False, False, True))


def test_a_spokesperson_has_the_gestures_of_the_structure(
    cooperation: Cooperation, late: Action
) -> None:
    access = make_access(cooperation=cooperation, role=Role.PARTNER)
    make_spokesperson(access=access, organisation=own_share(access, late).organisation)

    assert (gestures(access), chips(access)) == ([], (True, True, True))


def test_a_refused_part_calls_nobody(cooperation: Cooperation, late: Action) -> None:
    access = make_access(cooperation=cooperation, role=Role.TEAM)
    make_share_answer(share=own_share(access, late), answer="refused")

    assert gestures(access) == []


def test_slip_is_told_before_the_day_has_passed(cooperation: Cooperation, late: Action) -> None:
    access = make_access(cooperation=cooperation, role=Role.TEAM)
    own_share(access, late)
    Action.objects.update(due_on=date(2026, 12, 14), slip=42)

    words = "Glisse de 42 jours ; la part de Brolles (pilote) est à votre nom."
    assert gestures(access) == [("Suivre « Un tarif commun »", words)]
