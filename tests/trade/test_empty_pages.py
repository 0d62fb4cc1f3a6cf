"""The pages of a cooperation in which nothing is written: what goes there, the first gesture."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_contribution
from tests.trade.plan.linked_projects.makers import make_project

MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
PLACE = re.compile(r'<ol class="m-place".*?</ol>', re.DOTALL)
LINK = re.compile(r"<(?:a|button) [^>]*>(.*?)</(?:a|button)>", re.DOTALL)
GESTURES = {
    "plan:actions": ["Écrire une fiche", "Importer un plan"],
    "plan:engineering": ["Ajouter un poste", "Importer des postes"],
    "plan:linked_projects": ["Ajouter un projet", "Importer des projets"],
    "plan:who_does_what": ["Ouvrir le plan"],
    "plan:mesh": ["Ajouter un dispositif"],
    "plan:selection": ["Ouvrir un appel"],
    "plan:project_review": ["Ajouter un projet"],
    "context:schemes": ["Ajouter un dispositif"],
    "context:publics": ["Ajouter un public"],
    "context:duties": ["Ajouter une échéance", "Partir d’un calendrier"],
    "context:facilities": ["Importer votre tableau", "Ajouter un équipement"],
    "stakes:findings": ["Poser un constat", "Importer votre tableau"],
    "funding:funding_plan": ["Ouvrir un plan", "Importer des plans", "Coller un tableau"],
    "funding:maquette": ["Coller un tableau", "Ouvrir un plan"],
    "funding:funding_sources": ["Ajouter une source", "Coller une liste"],
    "funding:cost_keys": ["Partager une somme"],
    "funding:contributions": ["Noter une contribution", "Importer"],
    "governance:agreements": [
        "Ajouter une convention",
        "Importer des conventions",
        "Coller un tableau",
    ],
    "governance:legal_forms": ["Étudier une forme"],
    "evaluation:balance": ["Noter un bénéfice"],
}


def gestures(client: Client, cooperation: Cooperation, page: str) -> list[str]:
    """What the page offers, its place left aside."""
    text = plain(client.get(reverse(page, args=[cooperation.slug])).text)
    main = PLACE.sub("", "".join(MAIN.findall(text)))
    assert main.count('class="m-empty"') == 1
    assert main.count('class="m-reading"') == 0
    return [re.sub(r"<[^>]+>", "", words).strip() for words in LINK.findall(main)]


@pytest.mark.parametrize("page", GESTURES)
def test_an_empty_page_offers_its_first_gesture_and_nothing_else(
    officer: Client, cooperation: Cooperation, page: str
) -> None:
    assert gestures(officer, cooperation, page) == GESTURES[page]


@pytest.mark.parametrize("role", ["team", "partner"])
def test_who_may_open_no_plan_is_offered_none(
    sign_in: SignIn, cooperation: Cooperation, role: str
) -> None:
    assert gestures(sign_in(role), cooperation, "funding:maquette") == []


def test_a_review_is_offered_as_soon_as_there_is_a_project(
    officer: Client, cooperation: Cooperation
) -> None:
    make_project(cooperation=cooperation)

    assert gestures(officer, cooperation, "plan:selection") == [
        "Revue de projets",
        "Ouvrir un appel",
    ]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("officer", "Aucune contribution n’est notée pour ces années."),
        ("partner", "Aucune contribution ne vous est ouverte pour ces années."),
    ],
)
def test_years_without_contribution_are_not_a_first_one(
    sign_in: SignIn, cooperation: Cooperation, role: str, words: str
) -> None:
    make_contribution(cooperation=cooperation, year=2015)

    page = sign_in(role).get(reverse("funding:contributions", args=[cooperation.slug]))

    assert words in plain(page.text)


def test_nothing_is_postponed_where_no_day_is_planned(
    officer: Client, cooperation: Cooperation
) -> None:
    page = officer.get(reverse("plan:postpone_plan", args=[cooperation.slug]))

    assert "Aucune date prévue n’est à reporter." in page.text
