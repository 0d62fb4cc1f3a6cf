"""What the other pages know of the plan, and of no action that their reader does not read."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from maillage.core.agenda import dates
from maillage.core.happenings import happenings
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.query import search
from maillage.trade.plan.models import Action
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain
from tests.trade.plan.makers import make_action, make_objective, make_share, make_share_answer

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


@pytest.fixture
def prepared(access: Access) -> Action:
    """An action that the team prepares, due in December, one part of which was accepted."""
    action = make_action(
        cooperation=access.cooperation,
        title="Une navette le mercredi",
        number="8",
        due_on=date(2026, 12, 18),
        visibility="team",
    )
    make_share_answer(share=make_share(action=action))
    return action


@pytest.fixture
def partner(access: Access) -> Access:
    """Somebody who does not read what is prepared."""
    return make_access(cooperation=access.cooperation, role=Role.PARTNER)


def test_action_is_searched_by_its_words(access: Access, partner: Access, prepared: Action) -> None:
    by_reader = [
        [(one.name, one.note) for one in search(reader, "navette") if "/plan/" in one.url]
        for reader in (access, partner)
    ]

    assert by_reader == [[("Une navette le mercredi", "8, en cours")], []]


def test_end_of_an_action_is_a_date(access: Access, partner: Access, prepared: Action) -> None:
    by_reader = [
        [(one.on, one.label) for one in dates.ask(reader, FIRST, LAST)]
        for reader in (access, partner)
    ]

    assert by_reader == [[(date(2026, 12, 18), "Fin prévue : Une navette le mercredi")], []]


def test_answer_is_something_that_happened(
    access: Access, partner: Access, prepared: Action
) -> None:
    by_reader = [
        [(one.on, one.label) for one in happenings.ask(reader, FIRST, LAST)]
        for reader in (access, partner)
    ]

    assert by_reader == [
        [
            (
                date(2026, 10, 6),
                "Commune de Pornic : part acceptée, Une navette le mercredi",
            )
        ],
        [],
    ]


def test_structure_shows_its_parts(officer: Client, access: Access, prepared: Action) -> None:
    share = prepared.shares.get()
    organisation = share.organisation
    sheet = reverse("directory:organisation", args=[access.cooperation.slug, share.organisation_id])

    shown = [
        (one.title, one.note, [(line.label, line.note) for line in one.context["lines"]])
        for one in officer.get(sheet).context["sheet"].panels
        if one.title == "Ses parts dans le plan"
    ]

    assert shown == [
        (
            "Ses parts dans le plan",
            "une part",
            [("Une navette le mercredi", "contribue, prête une salle")],
        )
    ]
    for _one in range(12):
        make_share(action=make_action(cooperation=access.cooperation), organisation=organisation)
    notes = [one.note for one in officer.get(sheet).context["sheet"].panels]
    assert "douze parts, et d’autres" in notes


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER]
)
def test_portrait_says_where_the_shared_plan_is_axis_by_axis(
    access: Access, prepared: Action, role: Role
) -> None:
    reader = make_access(cooperation=access.cooperation, role=role)
    axis = make_objective(cooperation=access.cooperation, number="1", title="Petite enfance")
    for state in ("running", "ready"):
        make_action(cooperation=access.cooperation, objective=axis, state=state)
    page = reverse("cooperations:portrait", args=[access.cooperation.slug])

    shown = plain(signed_in(reader).get(page).text).partition("Le plan d’action")[2]

    in_team = role in {Role.OFFICER, Role.TEAM}
    assert ("Trois fiches" in shown, "Deux fiches" in shown) == (in_team, not in_team)
    assert ("Aucune date." in shown) == (not in_team)
    axes = " ".join(strip_tags(shown.replace("<", " <")).split())
    assert "1. Petite enfance deux fiches : une en cours, une à venir" in axes
    assert ("Sans objectif" in shown) == in_team


def test_portrait_of_a_plan_that_is_not_shared_is_silent(
    access: Access, partner: Access, prepared: Action
) -> None:
    page = reverse("cooperations:portrait", args=[access.cooperation.slug])

    assert "Le plan d’action" not in signed_in(partner).get(page).text.partition("<main")[2]
