"""The projects of others: who is to be called, what was exchanged, what becomes an action."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.context.models import Scheme
from maillage.trade.plan.linked_projects.rules import is_silent, receipt_fault
from maillage.trade.plan.linked_projects.states import (
    ProjectFacts,
    other_projects,
    project_holders,
    project_mode,
)
from maillage.trade.plan.models import (
    Action,
    Exchange,
    ProgressNote,
    Project,
    ProjectBlocker,
    Share,
)
from tests.ground.directory.reading import plain, reading
from tests.links_to import pages_of
from tests.trade.plan.linked_projects.makers import make_exchange, make_project
from tests.trade.plan.makers import make_action

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=100)
url = pages_of("plan", "linked_projects")


def test_those_without_an_exchange_stand_together(
    officer: Client, cooperation: Cooperation
) -> None:
    met = {"Jamais": None, "Hier": 1, "Longtemps": 200, "Encore jamais": None}
    for title, days in met.items():
        one = make_project(cooperation=cooperation, title=title, phase="study")
        if days:
            make_exchange(project=one, on=TODAY - timedelta(days=days))
    make_project(cooperation=cooperation, title="En cours", phase="operation")

    lines = officer.get(url(cooperation)).context["register"].lines

    names = ["Encore jamais", "Jamais", "Longtemps", "Hier", "En cours"]
    assert [plain(strip_tags(str(one.name))) for one in lines] == names


def test_those_to_call_come_first(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    early = make_project(cooperation=cooperation, title="Atelier", phase="study")
    make_exchange(project=early, on=TODAY)
    make_exchange(project=project, on=LONG_AGO)

    page = officer.get(url(cooperation)).text

    assert page.index("Ouvrir le lavoir</a>") < page.index("Atelier</a>")


def test_page_says_who_is_to_be_called(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    never = plain(reading(officer.get(url(cooperation)).text))
    make_exchange(project=project, on=TODAY)
    lately = plain(reading(officer.get(url(cooperation)).text))

    assert never == (
        "Un projet suivi, d’un porteur. Un attend un appel à son porteur : Brolles (rien de noté, "
        "ou rien depuis plus de 90 jours, 180 pour une idée)."
    )
    assert lately == "Un projet suivi, d’un porteur. Aucun n’attend d’appel à son porteur."


@pytest.mark.parametrize(
    ("phase", "days", "expected"),
    [
        ("study", 90, False),
        ("study", 91, True),
        ("ready", 91, True),
        ("idea", 180, False),
        ("idea", 181, True),
        ("operation", 900, False),
    ],
)
def test_an_idea_ripens_slowly(phase: str, days: int, expected: bool) -> None:
    last = TODAY - timedelta(days=days)

    assert is_silent(Project(phase=phase), last, TODAY) is expected


def test_chip_shows_those_of_the_rule(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    quiet = {"idea": LONG_AGO, "ready": LONG_AGO, "operation": LONG_AGO}
    for phase, on in quiet.items():
        make_exchange(
            project=make_project(cooperation=cooperation, title=f"Projet {phase}", phase=phase),
            on=on,
        )
    make_exchange(project=project, on=TODAY)

    page = officer.get(url(cooperation) + "?a-rappeler=1&filtres=1").text

    titles = ["Ouvrir le lavoir", "Projet idea", "Projet ready", "Projet operation"]
    assert [title in page for title in titles] == [False, False, True, False]


def test_a_project_is_written_with_its_holder(officer: Client, cooperation: Cooperation) -> None:
    page = url(cooperation, "project_add")
    data = {"title": "Une ferme ouverte", "phase": "idea", "visibility": "team"}

    nobody = plain(officer.post(page, data).text)
    dear = plain(officer.post(page, data | {"cost_cents": "10", "aid_cents": "20"}).text)
    officer.post(page, data | {"holder_name": "Le Gaec des Saules", "aid_cents": "1 200,50"})

    assert "Dites qui le porte : une structure de l’annuaire, ou son nom." in nobody
    assert "L’aide demandée dépasse le coût : vérifiez les deux." in dear
    fields = "title", "holder_name", "phase", "aid_cents", "visibility"
    assert list(Project.objects.values_list(*fields)) == [
        ("Une ferme ouverte", "Le Gaec des Saules", "idea", 120050, "team")
    ]


def test_exchange_says_what_comes_next_and_takes_up_again(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    Project.objects.update(ended_on=LONG_AGO, ended_why="Le terrain est vendu")
    make_exchange(project=project, on=LONG_AGO, words="Le terrain est à vendre.")
    data = {
        "words": "Un autre terrain.",
        "on": f"{TODAY:%d/%m/%Y}",
        "means": "phone",
        "phase": "ready",
        "next_step": "Visiter",
        "next_on": f"{TODAY:%d/%m/%Y}",
        "version": 1,
    }

    officer.post(url(cooperation, "exchange_add", project.pk), data)

    fields = "phase", "ended_on", "ended_why", "next_step", "next_on"
    assert list(Project.objects.values_list(*fields)) == [("ready", None, "", "Visiter", TODAY)]
    assert list(Exchange.objects.values_list("words", "on", "phase", "visibility")) == [
        ("Un autre terrain.", TODAY, "ready", "team"),
        ("Le terrain est à vendre.", LONG_AGO, "", "team"),
    ]
    page = plain(officer.get(url(cooperation, "project", project.pk)).text)
    assert "alors au stade « prêt »" in page
    assert "Pour entrer au plan, il lui faut encore une phrase qui le résume" in page


def test_a_project_becomes_an_action(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    page = url(cooperation, "project_become", project.pk)
    data = {"title": "Ouvrir le lavoir", "version": 1}

    unsaid = officer.post(page, data)
    officer.post(page, data | {"why": "la subvention part en mars"})
    again = plain(officer.get(page, follow=True).text)

    assert unsaid.status_code == 422
    action = Action.objects.get()
    assert (action.title, action.state, action.number) == ("Ouvrir le lavoir", "ready", "1")
    shares = Share.objects.values_list("organisation__name", "role", "asked_on")
    assert list(shares) == [("Brolles", "pilot", None)]
    words = "Inscrite sans attendre : la subvention part en mars"
    assert plain(ProgressNote.objects.get().words) == words
    assert list(Project.objects.values_list("became", "phase")) == [(action.pk, "operation")]
    assert "Ce projet est déjà devenu une action du plan." in again


def test_an_action_says_who_carries_it_outside_the_directory(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    Project.objects.update(holder=None, holder_name="Le Gaec des Saules")
    data = {"title": "Une ferme ouverte", "version": 1, "why": "le bail est signé"}

    officer.post(url(cooperation, "project_become", project.pk), data)

    assert plain(ProgressNote.objects.get().words) == (
        "Porteur hors annuaire : Le Gaec des Saules. Inscrite sans attendre : le bail est signé"
    )


def test_ready_is_not_said_beside_what_lacks(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    make_exchange(project=project, on=TODAY)
    Project.objects.update(phase="ready", next_step="Voter")
    page = url(cooperation, "project", project.pk)
    lacking = plain(officer.get(page).text)
    Project.objects.update(summary="Un lavoir ouvert.", starts_on=TODAY)
    ripe = plain(officer.get(page).text)

    lack = "Pour entrer au plan, il lui faut encore"
    assert ("Il est prêt" in lacking, lacking.count(lack)) == (False, 1)
    assert ("Il est prêt" in ripe, ripe.count(lack)) == (True, 0)


def test_a_project_is_given_up(officer: Client, cooperation: Cooperation, project: Project) -> None:
    page = url(cooperation, "project_end", project.pk)
    data = {"ended_on": f"{TODAY:%d/%m/%Y}", "ended_why": "Faute de terrain", "version": 1}

    officer.post(page, data)

    sheet = plain(reading(officer.get(url(cooperation, "project", project.pk)).text))
    assert sheet.startswith("Abandonné le ")
    assert sheet.endswith(" : Faute de terrain")
    assert "Ouvrir le lavoir" not in officer.get(url(cooperation)).text
    assert "Ce projet est déjà abandonné." in plain(officer.get(page, follow=True).text)


def test_expense_before_the_receipt_is_said() -> None:
    leader, start = Scheme(kind="leader"), date(2027, 3, 1)
    words = "Une dépense avant le récépissé n’est pas éligible : vérifiez avec le GAL."

    faults = [
        receipt_fault(Project(scheme=scheme, starts_on=start, filed_on=filed))
        for scheme, filed in (
            (leader, None),
            (leader, date(2027, 3, 2)),
            (leader, date(2027, 3, 1)),
            (None, None),
        )
    ]

    assert [plain(one) for one in faults] == [words, words, "", ""]


@pytest.mark.parametrize("rows", [1, 3])
def test_register_costs_the_same_for_one_and_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    action = make_action(cooperation=cooperation)
    for number in range(rows):
        project = make_project(cooperation=cooperation, title=f"Projet {number}")
        project.actions.add(action)
        make_exchange(project=project)
    officer.get(url(cooperation))

    with django_assert_num_queries(11):
        officer.get(url(cooperation))


def facts(**changes: object) -> ProjectFacts:
    base: dict[str, object] = {
        "projects": 2,
        "untied": 0,
        "untouched": (),
        "silent": (),
        "unmet": (),
        "modes": ("Brolles", "Caf", "Le SIVOM"),
        "is_fresh": True,
        "url": "/projets/",
    }
    return ProjectFacts(**(base | changes))  # type: ignore[arg-type]  # the fields above


def test_states_of_the_three_missions() -> None:
    ties = [facts(projects=0), facts(untouched=["A"]), facts(untied=1), facts()]
    read = [(one.level, plain(one.reason)) for one in map(other_projects, ties)]
    holders = [
        project_holders(one).level
        for one in (facts(projects=0), facts(silent=["A"]), facts(unmet=["A"]), facts())
    ]
    modes = [
        project_mode(one).level
        for one in (facts(modes=()), facts(is_fresh=False), facts(modes=("A",)), facts())
    ]

    untied = "Deux projets suivis, dont un n’est lié à aucune action ni à aucun dispositif."
    assert read == [
        (Level.TODO, "Aucun projet n’est encore suivi."),
        (Level.AGED, "Rien d’échangé depuis six mois : A."),
        (Level.DOING, untied),
        (Level.DONE, "Chaque projet suivi est lié à une action ou à un dispositif."),
    ]
    levels = [Level.TODO, Level.AGED, Level.DOING, Level.DONE]
    assert (holders, modes) == (levels, levels)


def test_what_blocks_is_noted_then_lifted(
    officer: Client, cooperation: Cooperation, project: Project
) -> None:
    sheet, note = (
        url(cooperation, name, project.pk) for name in ("project", "project_blocker_add")
    )
    nobody = officer.post(note, {"what": "Le terrain", "since": f"{TODAY:%d/%m/%Y}"})
    officer.post(note, {"what": "Le terrain", "who": "la PMI", "since": f"{TODAY:%d/%m/%Y}"})
    noted = plain(officer.get(sheet).text)
    blocker = ProjectBlocker.objects.get()

    officer.post(
        url(cooperation, "project_blocker_lift", blocker.pk),
        {"lifted_on": f"{TODAY:%d/%m/%Y}", "lifted_how": "Vendu", "version": blocker.version},
    )

    assert nobody.status_code == 422
    assert "Le terrain : la PMI peut le lever." in noted
    assert "la PMI peut le lever" not in plain(officer.get(sheet).text)
    assert ProjectBlocker.objects.get().lifted_how == "Vendu"
