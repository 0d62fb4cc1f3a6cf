"""One box that looks everywhere the reader may look."""

import re

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.search.query import Query, SearchResult, holds, rank
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation, make_person


def test_mission_is_found_without_accents(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "deliberer"})

    assert "Faire délibérer chaque structure" in page.text


def test_help_is_found_by_its_words(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "pourcentage"})

    assert "Lire la carte des missions" in page.text


def test_tool_of_officers_is_not_offered_to_partners(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    url = reverse("missions:search", args=[cooperation.slug])

    page = sign_in("partner").get(url, {"q": "liens de réponse"})

    assert reverse("cooperations:answer_links", args=[cooperation.slug]) not in page.text


def test_nothing_found_says_what_to_try(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "<zzz>"})

    assert "Essayez un seul mot" in page.text
    assert "<zzz>" not in page.text


def test_htmx_gets_the_results_alone(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(
        reverse("missions:search", args=[cooperation.slug]),
        {"q": "nature"},
        headers={"HX-Request": "true"},
    )

    assert "<html" not in page.text
    assert "mariage souhaité" in page.text


def test_words_begin_the_words_of_a_name() -> None:
    assert holds(Query("st maur"), "Saint-Maur") is False
    assert holds(Query("maur"), "Saint-Maur") is True
    assert holds(Query("ÉCO"), "Économie d’eau") is True


def test_whole_name_comes_first() -> None:
    names = ["Pornic-Plage", "Pornic", "Commune de Pornic"]
    results = [SearchResult("Structure", name, "", "/") for name in names]

    ordered = sorted(results, key=lambda one: rank(one, Query("pornic")))

    assert [one.name for one in ordered] == ["Pornic", "Pornic-Plage", "Commune de Pornic"]


def test_answers_after_the_best_are_grouped_who_first(
    officer: Client, cooperation: Cooperation
) -> None:
    for number in range(6):
        make_organisation(workspace=cooperation.workspace, name=f"Mission locale {number}")
    make_person(workspace=cooperation.workspace, family_name="Mission", given_name="Ana")

    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "mission"})

    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.text.partition('id="results"')[2])
    assert headings == ["Au plus près", "Structures", "Personnes", "Outils", "Aide"]
