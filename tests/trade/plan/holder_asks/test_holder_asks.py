"""A holder says by link what comes next: once, on its project alone, read by the team."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.trade.plan.models import Exchange, Project
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_person
from tests.ground.directory.reading import plain
from tests.trade.plan.linked_projects.makers import make_exchange, make_project

BY = "Jeanne Oriot, adjointe"
SOON = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def project(cooperation: Cooperation) -> Project:
    """What Brolles carries, of which the team wrote things for itself."""
    project = make_project(
        cooperation=cooperation, title="Halle", holder=member_with_name(cooperation, "Brolles")
    )
    Project.objects.update(next_step="Relancer l’élu", next_by="Inès", summary="Un marché couvert")
    make_exchange(project=project, words="Le maire hésite.")
    project.refresh_from_db()
    return project


@pytest.fixture
def link(project: Project) -> AnswerLink:
    """The link by which its holder answers."""
    return make_answer_link(cooperation=project.cooperation, purpose="holder", target=project.pk)


def ask_url(project: Project) -> str:
    return reverse("plan:project_ask", args=[project.cooperation.slug, project.pk])


def test_holder_says_its_next_step_once(project: Project, link: AnswerLink) -> None:
    page = plain(Client().get(path_of(link)).text)
    sent = {
        "read": "0",
        "next_step": "Choisir l’architecte",
        "next_on": f"{SOON:%d/%m/%Y}",
        "words": "Le conseil est d’accord.",
        "said_by": BY,
    }

    gone = Client().post(path_of(link), {**sent, "next_on": "01/10/2026"})
    thanks = Client().post(path_of(link), sent)
    again = Client().post(path_of(link), {**sent, "words": "Encore."})

    assert [word in page for word in ("Un marché couvert", "Relancer", "hésite", "Inès")] == [
        *(True, False, False, False)
    ]
    assert "dites pour quand c’est prévu" in plain(gone.text)
    assert [one.status_code for one in (gone, thanks, again)] == [422, 200, 410]
    project.refresh_from_db()
    assert (project.next_step, project.next_on, project.next_by) == (
        *("Choisir l’architecte", SOON, ""),
    )
    exchange = Exchange.objects.get(means="link")
    assert (exchange.visibility, exchange.on) == ("team", timezone.localdate())
    word, step = exchange.words.split("\n")
    assert word == f"{BY} : Le conseil est d’accord."
    assert step.startswith("Prochain pas : Choisir l’architecte, ")
    assert Change.objects.latest("pk").via == f"{BY}, par lien"


def test_link_closes_with_its_project_and_opens_no_other(
    project: Project, link: AnswerLink
) -> None:
    elsewhere = Client().get(path_of(make_answer_link(purpose="holder", target=project.pk)))
    opened = Client().get(path_of(link))
    Project.objects.update(ended_on=timezone.localdate(), ended_why="Faute de terrain")
    closed = Client().get(path_of(link))

    assert [one.status_code for one in (elsewhere, opened, closed)] == [410, 200, 410]


def test_team_asks_the_person_to_reach(officer: Client, sign_in: SignIn, project: Project) -> None:
    person = make_person(workspace=project.cooperation.workspace)
    make_contact(person=person, value="ines@brolles.example.org")
    Project.objects.update(contact=person)

    officer.post(ask_url(project), officer.get(ask_url(project)).context["form"].initial)

    assert list(AnswerLink.objects.values_list("purpose", "target", "email", "about")) == [
        ("holder", project.pk, "ines@brolles.example.org", "La suite de « Halle »")
    ]
    assert sign_in("partner").get(ask_url(project)).status_code == 403
