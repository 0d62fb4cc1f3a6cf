"""One box that looks everywhere the reader may look."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.search.query import Query, SearchResult, holds, rank
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation, make_person
from tests.trade.governance.makers import make_body, make_meeting


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


def _proposals(client: Client, cooperation: Cooperation, typed: str) -> list[tuple[str, str]]:
    """The addresses and names proposed for what is typed."""
    url = reverse("missions:search_proposals", args=[cooperation.slug])
    page = client.get(url, {"q": typed}, headers={"HX-Request": "true"}).text
    return re.findall(r'<a role="option" id="[^"]+" href="([^"]+)" tabindex="-1">([^<]+)<', page)


def test_six_answers_at_most_are_proposed(officer: Client, cooperation: Cooperation) -> None:
    for number in range(9):
        make_organisation(workspace=cooperation.workspace, name=f"Mission locale {number}")

    names = [name for _url, name in _proposals(officer, cooperation, "mission loc")]

    assert names == [f"Mission locale {number}" for number in range(6)]


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("réseau", "actors:influence_map_network"),
        ("vote", "governance:voting_rules"),
        ("qui appeler à la Caf", "directory:who_to_call"),
        ("inviter", "cooperations:access_invite"),
    ],
)
def test_tools_answer_to_other_words(
    officer: Client, cooperation: Cooperation, typed: str, page: str
) -> None:
    urls = [url for url, _name in _proposals(officer, cooperation, typed)]

    assert reverse(page, args=[cooperation.slug]) in urls


def test_help_and_the_cooperation_itself_come_last(
    officer: Client, cooperation: Cooperation
) -> None:
    make_organisation(workspace=cooperation.workspace, name="Office de tourisme de Retz")

    names = [name for _url, name in _proposals(officer, cooperation, "retz")]

    assert names[:1] == ["Office de tourisme de Retz"]
    assert names[-1] == cooperation.name


def test_a_meeting_to_come_is_proposed_before_those_held(
    officer: Client, cooperation: Cooperation
) -> None:
    body = make_body(cooperation=cooperation, name="Comité de pilotage")
    past = make_meeting(body=body, held_on=date(2026, 3, 4))
    past.concluded_on = past.held_on
    past.save()
    make_meeting(body=body, held_on=date(2027, 3, 4))

    names = [name for _url, name in _proposals(officer, cooperation, "copil")]

    assert [name.partition(",")[0] for name in names[:2]] == ["Comité de pilotage"] * 2
    assert ["2027" in name for name in names[:2]] == [False, True]


def test_answers_after_the_best_are_grouped_who_first(
    officer: Client, cooperation: Cooperation
) -> None:
    for number in range(6):
        make_organisation(workspace=cooperation.workspace, name=f"Mission locale {number}")
    make_person(workspace=cooperation.workspace, family_name="Mission", given_name="Ana")

    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "mission"})

    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.text.partition('id="results"')[2])
    assert headings == ["Au plus près", "Structures", "Personnes", "Outils", "Aide"]
