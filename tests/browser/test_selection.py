"""Projects and their calls hold in a window and on a phone; the review follows what one filters."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Candidacy, Project
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in
from tests.ground.directory.holdings import member_with_name
from tests.trade.context.makers import make_scheme
from tests.trade.plan.linked_projects.makers import make_exchange, make_project
from tests.trade.plan.makers import make_action
from tests.trade.plan.selection.makers import (
    make_ballot,
    make_call_voice,
    make_candidacy,
    make_criterion,
    make_funder_opinion,
    make_project_call,
)
from tests.trade.stakes.makers import make_theme

pytestmark = pytest.mark.django_db(transaction=True)
CRITERIA = "Sert la stratégie", "Solidité du porteur", "Nouveauté", "Durée après l’aide"


@pytest.fixture
def garage(access: Access) -> Candidacy:
    """A followed project, marked on five criteria, on which funders with long names answered."""
    place = access.cooperation
    project = make_project(
        cooperation=place,
        title="Garage solidaire et vélos d’Ervelle",
        holder=member_with_name(place, "Les Voisins du Bief"),
    )
    project.actions.add(make_action(cooperation=place, title="Une ligne de car entre deux bourgs"))
    make_exchange(project=project, on=timezone.localdate())
    Project.objects.update(
        next_step="Déposer le dossier",
        scheme=make_scheme(cooperation=place, title="Leader"),
        theme=make_theme(cooperation=place),
    )
    call = make_project_call(
        cooperation=place, scores_until=timezone.localdate() - timedelta(days=1)
    )
    for label in CRITERIA:
        make_criterion(grid=call.grid, label=label)
    one = make_candidacy(call=call, project=project)
    for name in ("Sainte-Ormelle Agglo", "Chambre d’agriculture", "Trois Étangs"):
        voice = make_call_voice(call=call, organisation=member_with_name(place, name))
        marks = {criterion.pk: 3 for criterion in call.grid.criteria.all()}
        make_ballot(candidacy=one, voice=voice, values=marks)
    funder = member_with_name(place, "Direction départementale des territoires")
    make_funder_opinion(candidacy=one, funder=funder, conditions="si la commune prête le local")
    return one


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_pages_of_projects_hold_in_the_window(
    opened: Open, access: Access, garage: Candidacy, size: str
) -> None:
    slug = access.cooperation.slug
    page = opened("/compte/connexion/", size=size)
    origin = sign_in(page, access)
    pages: dict[str, list[str | int]] = {
        "linked_projects": [slug],
        "project": [slug, garage.project_id],
        "project_call": [slug, garage.call_id],
        "candidacy": [slug, garage.pk],
        "project_review": [slug],
    }
    wide: dict[str, int] = {}
    wrong: list[str] = []
    for name, numbers in pages.items():
        page.goto(origin + reverse(f"plan:{name}", args=numbers))
        wide[name] = overflows(page)
        wrong += violations(page)

    assert (wide, wrong) == (dict.fromkeys(pages, 0), [])


def test_marks_of_each_voice_are_not_cut(opened: Open, access: Access, garage: Candidacy) -> None:
    page = opened("/compte/connexion/")
    address = reverse("plan:candidacy", args=[access.cooperation.slug, garage.pk])
    page.goto(sign_in(page, access) + address)

    cut = "part => part.scrollWidth - part.clientWidth"
    assert page.locator(".m-panel .m-scroll").evaluate(cut) == 0


def test_review_follows_what_is_typed(opened: Open, access: Access, garage: Candidacy) -> None:
    place = access.cooperation
    make_project(cooperation=place, title="Halle", holder=member_with_name(place, "Mareil"))
    page = opened("/compte/connexion/")
    page.goto(sign_in(page, access) + reverse("plan:project_review", args=[place.slug]))

    page.get_by_label("Chercher un projet").press_sequentially("halle")

    expect(page.locator(".m-reading")).to_contain_text("Un projet ouvert")
    expect(page.locator(".m-around")).to_have_text("Mareil")
    expect(page.get_by_label("Chercher un projet")).to_be_focused()
    expect(page.get_by_label("Chercher un projet")).to_have_value("halle")
