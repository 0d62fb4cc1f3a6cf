"""The review of projects: ripest first, what is asked, who is around the table."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import Candidacy, Project, ProjectBlocker
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.links_to import page_at
from tests.trade.context.makers import make_scheme
from tests.trade.plan.linked_projects.makers import (
    make_exchange,
    make_project,
    make_project_blocker,
)
from tests.trade.plan.selection.makers import make_candidacy, make_funder_opinion, make_project_call

TODAY = timezone.localdate()
page = page_at("plan:project_review")


def test_review_reads_projects_ripest_first(officer: Client, cooperation: Cooperation) -> None:
    brolles = member_with_name(cooperation, "Brolles")
    idea = make_project(cooperation=cooperation, title="Café", holder=brolles)
    ready = make_project(cooperation=cooperation, title="Voie verte", phase="ready", holder=brolles)
    Project.objects.update(cost_cents=100_000_00, aid_cents=40_000_00)
    make_exchange(project=ready, on=TODAY)
    call = make_project_call(cooperation=cooperation)
    make_funder_opinion(
        candidacy=make_candidacy(call=call, project=idea),
        funder=member_with_name(cooperation, "Caf"),
    )

    answer = officer.get(page(cooperation))
    text = plain(answer.text)

    assert text.index("Sélection de projets</a>") < text.index("<h1>Revue de projets")
    assert plain(reading(answer.text)) == (
        "Deux projets ouverts pour 200 000 € ; un est dit prêt ; pour un, le porteur est à "
        "rappeler."
    )
    assert text.index("Prêt à démarrer") < text.index("Voie verte") < text.index("Café")
    assert " favorable</span> Caf" in text
    legend = text.partition("Légende des avis")[2].partition("</ul>")[0]
    assert [word in legend for word in ("favorable", "non concerné")] == [True, False]
    assert text.index("Autour de la table") < text.rindex("Brolles")


def test_review_says_what_blocks_to_those_who_follow(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    cafe = make_project(cooperation=cooperation, title="Café", visibility="members")
    make_project(cooperation=cooperation, title="Halle", visibility="members")
    make_project_blocker(project=cafe)
    lifted = make_project_blocker(project=cafe, what="Un secret")
    ProjectBlocker.objects.filter(pk=lifted.pk).update(lifted_on=TODAY)
    address = f"{page(cooperation)}?bloques=1&filtres=1"

    team = plain(officer.get(address).text)
    others = plain(sign_in("partner").get(page(cooperation)).text)

    shown = [words in team for words in ("Il manque un terrain", "la mairie", "Qui peut débloquer")]
    assert shown == [True, True, True]
    assert [
        word in team
        for word in ("un est bloqué", "Idée <small>un projet, dont un bloqué", "Halle", "secret")
    ] == [True, True, False, False]
    assert [word in others for word in ("Café", "terrain", "bloqué")] == [True, False, False]


def test_others_review_what_is_shared_without_opinions(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    shared = make_project(cooperation=cooperation, title="Café", visibility="members")
    make_project(cooperation=cooperation, title="Halle")
    make_funder_opinion(
        candidacy=make_candidacy(project=shared, call=make_project_call(cooperation=cooperation))
    )

    text = sign_in("partner").get(page(cooperation)).text

    assert ("Café" in text, "Halle" in text, "favorable" in text) == (True, False, False)
    assert "Autour de la table" not in text


@pytest.mark.parametrize(("role", "reads"), [("observer", False), ("team", True)])
def test_review_concludes_nothing_on_what_is_not_read(
    sign_in: SignIn, cooperation: Cooperation, role: str, reads: bool
) -> None:
    shared = make_project(cooperation=cooperation, title="Café", visibility="members")
    Project.objects.update(next_step="Voir le GAL", next_on=TODAY)
    make_exchange(project=shared, on=TODAY - timedelta(days=200))
    review, reader = page(cooperation), sign_in(role)

    text = plain(reader.get(f"{review}?a-rappeler=1&filtres=1").text)
    head = reader.get(f"{review}?export=csv").text.splitlines()[0]

    shown = ["est à rappeler", "porteur à rappeler", "Voir le GAL", "Prochain pas", "Échanges du"]
    assert [words in text for words in ("Café", *shown)] == [True, *[reads] * 5]
    assert [words in head for words in ("Dernier échange", "Prochain pas")] == [reads] * 2


def test_review_says_what_an_open_call_may_grant(officer: Client, cooperation: Cooperation) -> None:
    project = make_project(cooperation=cooperation, title="Café")
    make_candidacy(call=make_project_call(cooperation=cooperation, title="Fonds"), project=project)
    waiting = officer.get(f"{page(cooperation)}?export=csv").text.splitlines()[1]
    Candidacy.objects.update(result="refused", result_on=TODAY)
    decided = officer.get(f"{page(cooperation)}?export=csv").text.splitlines()[1]
    Project.objects.update(cost_cents=9_000_00, aid_cents=9_000_00)
    own = officer.get(f"{page(cooperation)}?export=csv").text.splitlines()[1]

    assert [line.split(";")[7] for line in (waiting, decided, own)] == ["42000,0", "", "9000,0"]


def test_all_the_review_follows_the_filter(officer: Client, cooperation: Cooperation) -> None:
    leader = make_scheme(cooperation=cooperation, title="Leader")
    brolles, mareil = (member_with_name(cooperation, name) for name in ("Brolles", "Mareil"))
    make_project(cooperation=cooperation, title="Café", holder=brolles)
    halle = make_project(cooperation=cooperation, title="Halle", holder=mareil)
    Project.objects.filter(pk=halle.pk).update(scheme=leader)
    address = f"{page(cooperation)}?contrat={leader.pk}&filtres=1"

    answer = officer.get(address)
    typed = officer.get(address, headers={"HX-Request": "true"})

    text = plain(answer.text)
    assert plain(reading(answer.text)).startswith("Un projet ouvert")
    shown = [words in text for words in ("Idée <small>un projet", "Brolles", "Mareil")]
    assert shown == [True, False, True]
    assert reverse("plan:project", args=[cooperation.slug, halle.pk]) in answer.text
    assert plain(reading(typed.text)) == plain(reading(answer.text))
    assert typed.headers["HX-Retarget"] == "main"


@pytest.mark.parametrize("count", [1, 3])
def test_review_costs_the_same_whatever_it_shows(
    officer: Client,
    cooperation: Cooperation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call = make_project_call(cooperation=cooperation)
    for number in range(count):
        project = make_project(cooperation=cooperation, title=f"Projet {number}")
        make_exchange(project=project)
        make_project_blocker(project=project)
        make_funder_opinion(candidacy=make_candidacy(call=call, project=project))
    officer.get(page(cooperation))

    with django_assert_num_queries(15):
        officer.get(page(cooperation))
