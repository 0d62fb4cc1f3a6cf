"""The plan: written, numbered, dated, grouped by objective, searched and filtered."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.fiches.models import FicheText
from maillage.trade.plan.models import Action, Objective, Share
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.plan.makers import (
    make_action,
    make_action_scheme,
    make_objective,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db
TYPED = {"title": "Ouvrir une micro-crèche", "number": "1", "state": "ready", "visibility": "team"}
url = pages_of("plan")


def headings(page: str) -> list[str]:
    """What stands above the rows of the register, level by level."""
    heads = re.findall(r'class="m-group.*?scope="rowgroup".*?>(.*?)</th>', page)
    return [re.sub(r"</?(label|input)[^>]*>", "", one) for one in heads]


def test_action_is_written_with_the_part_of_its_pilot(officer: Client, access: Access) -> None:
    member = make_member(cooperation=access.cooperation)

    officer.post(url(access, "action_add"), TYPED | {"pilot": member.organisation_id})

    action = Action.objects.get()
    shares = Share.objects.values_list("action", "organisation", "role", "asked_on")
    assert (action.title, action.state, action.visibility, action.subject.label) == (
        "Ouvrir une micro-crèche",
        "ready",
        "team",
        "Ouvrir une micro-crèche",
    )
    assert list(shares) == [(action.pk, member.organisation_id, "pilot", None)]


def test_action_does_not_end_before_it_starts(officer: Client, access: Access) -> None:
    days = {"start_on": "01/09/2026", "due_on": "31/08/2026"}

    refused = officer.post(url(access, "action_add"), TYPED | days)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "due_on": [
            "Cette fiche finirait avant de commencer : mettez une fin après le 1er\xa0septembre "
            "2026."
        ]
    }
    assert not Action.objects.exists()


def test_number_is_borne_once(officer: Client, access: Access) -> None:
    make_action(cooperation=access.cooperation, number="7", title="Un tarif commun")
    make_action(cooperation=access.cooperation, number="26", title="Une maison des services")

    refused = officer.post(url(access, "action_add"), TYPED | {"number": "7"})

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "number": [
            "La fiche 7 existe : « Un tarif commun ». Prenez 7 bis, ou le prochain numéro libre, "
            "27."
        ]
    }


def test_next_number_is_offered(officer: Client, access: Access) -> None:
    make_action(cooperation=access.cooperation, number="26")

    page = officer.get(url(access, "action_add"))

    assert page.context["form"]["number"].value() == "27"
    assert ("(n° 27)" in page.text, "réponse notée" in page.text) == (True, False)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (("T1 2028", "T1 2028"), (date(2028, 1, 1), date(2028, 3, 31))),
        (("mars 2027", "2028"), (date(2027, 3, 1), date(2028, 12, 31))),
        (("", "30/04/2028"), (None, date(2028, 4, 30))),
    ],
)
def test_a_quarter_is_read_in_the_form_as_in_a_table(
    officer: Client, access: Access, typed: tuple[str, str], days: tuple[date | None, date]
) -> None:
    sent = dict(zip(("start_on", "due_on"), typed, strict=True))

    officer.post(url(access, "action_add"), TYPED | sent)

    assert Action.objects.values_list("start_on", "due_on").get() == days


@pytest.mark.parametrize("typed", ["au printemps", "31/04/2028", "chaque année", "courant 2028"])
def test_words_that_are_no_day_are_refused(officer: Client, access: Access, typed: str) -> None:
    refused = officer.post(url(access, "action_add"), TYPED | {"due_on": typed})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["due_on"])


def test_plan_is_read_from_the_top(officer: Client, access: Access) -> None:
    axis = make_objective(cooperation=access.cooperation, number="1", title="Petite enfance")
    axis.rank = 1
    axis.save()
    below = make_objective(parent=axis, number="1.2", title="Soutenir les assistantes maternelles")
    below.rank = 2
    below.save()
    for number, title in (("10", "Dix"), ("9", "Neuf"), ("", "Sans numéro")):
        make_action(cooperation=access.cooperation, number=number, title=title, objective=below)
    make_action(cooperation=access.cooperation, title="Sans objectif encore")

    page = officer.get(url(access, "actions"))

    assert [line.name for line in page.context["register"].lines] == [
        "Neuf",
        "Dix",
        "Sans numéro",
        "Sans objectif encore",
    ]
    assert headings(page.text) == [
        "1. Petite enfance <small>trois fiches : trois en cours</small>",
        "1.2 Soutenir les assistantes maternelles",
        "Sans objectif <small>une fiche, en cours</small>",
    ]


def test_pilots_are_counted_without_those_who_refused(officer: Client, access: Access) -> None:
    alone, two = (
        make_action(cooperation=access.cooperation, number=number) for number in ("1", "2")
    )
    make_share_answer(share=make_share(action=alone, role="pilot"), answer="refused")
    for name in ("Brolles", "Valmorin"):
        organisation = make_organisation(workspace=access.cooperation.workspace, name=name)
        make_share(action=two, role="pilot", organisation=organisation)

    lines = officer.get(url(access, "actions")).context["register"].lines

    assert [line.cells[0].shown for line in lines] == [
        '<span class="m-calls">sans pilote</span>',
        '<span class="m-calls">deux pilotes</span><small>Brolles, Valmorin</small>',
    ]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ({"q": "navette"}, ["Une navette"]),
        ({"q": "brolles"}, ["Un tarif"]),
        ({"etat": "paused"}, ["Une navette"]),
        ({"sans-pilote": "1"}, ["Un tarif", "Une navette"]),
        ({"attente": "1"}, ["Un tarif"]),
        ({"retard": "1"}, ["Un tarif"]),
        ({"glissent": "1"}, ["Un tarif"]),
        ({"q": "n° 2"}, ["Une navette"]),
    ],
)
def test_plan_is_narrowed(
    officer: Client, access: Access, question: dict[str, str], titles: list[str]
) -> None:
    late = make_action(
        cooperation=access.cooperation, number="1", title="Un tarif", due_on=date(2026, 1, 5)
    )
    make_action(
        cooperation=access.cooperation,
        number="2",
        title="Une navette",
        state="paused",
        state_why="Le minibus est en panne.",
    )
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Brolles")
    make_share(action=late, organisation=organisation)
    Action.objects.filter(pk=late.pk).update(slip=7)

    page = officer.get(url(access, "actions"), question | {"filtres": "1"})

    assert [line.name for line in page.context["register"].lines] == titles


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("10", ["10", "A10"]),
        ("n° 10", ["10"]),
        ("Numéro 10", ["10"]),
        ("n° A10", ["A10"]),
        ("11", ["110"]),
    ],
)
def test_a_search_of_a_number_shows_the_action_that_bears_it(
    officer: Client, access: Access, text: str, numbers: list[str]
) -> None:
    for number, title in (("110", "Un lot"), ("10", "Un autre"), ("A10", "Le lot 10")):
        action = make_action(cooperation=access.cooperation, number=number, title=title)
        make_share(action=action)

    page = officer.get(url(access, "who_does_what"), {"q": text})
    plan = officer.get(url(access, "actions"), {"q": text})

    labels = [row.label.partition(".")[0] for row in page.context["window"].rows]
    assert labels == numbers
    assert [line.lead.shown for line in plan.context["register"].lines if line.lead] == numbers


@pytest.mark.parametrize(("each", "is_under_axes"), [(1, False), (2, True)])
def test_where_few_share_an_axis_it_is_said_beside_each(
    officer: Client, access: Access, each: int, *, is_under_axes: bool
) -> None:
    for number in range(2):
        axis = make_objective(cooperation=access.cooperation, title=f"Axe {number}")
        for _each in range(each):
            make_action(cooperation=access.cooperation, objective=axis)

    page = officer.get(url(access, "actions"), {"etat": "running", "filtres": "1"})

    assert bool(headings(page.text)) is is_under_axes
    assert page.text.count("Axe 1") >= 1


@pytest.mark.parametrize(("days", "words"), [(6, ""), (7, "glisse de 7 jours")])
def test_an_action_slips_from_seven_days_on(
    officer: Client, access: Access, days: int, words: str
) -> None:
    one = make_action(cooperation=access.cooperation, due_on=timezone.localdate() + timedelta(30))
    Action.objects.filter(pk=one.pk).update(
        slip=days, possible_on=timezone.localdate() + timedelta(30 + days)
    )

    page = plain(officer.get(url(access, "actions")).text)

    assert ("glisse de" in page, words in page) == (bool(words), True)
    assert ("Une glisse" in page, "Aucune fin de fiche ne glisse" in page) == (days > 6, days < 7)


@pytest.mark.parametrize(
    ("state", "words", "is_over"),
    [
        ("running", "de mars 2026 à mai 2027", True),
        ("paused", "de mars 2026 à mai 2027", False),
        ("dropped", "de mars 2026 à mai 2027, abandonnée en juillet 2026", False),
    ],
)
def test_bar_says_what_became_of_the_action(
    officer: Client, access: Access, state: str, words: str, *, is_over: bool
) -> None:
    ended = date(2026, 7, 1) if state == "dropped" else None
    one = make_action(
        cooperation=access.cooperation,
        state=state,
        state_why="Le minibus est en panne.",
        due_on=date(2027, 5, 5),
        ended_on=ended,
    )
    Action.objects.filter(pk=one.pk).update(start_on=date(2026, 3, 2))

    page = officer.get(url(access, "actions"), {"filtres": "1"}).text

    bar = page.split('<span class="m-lane-box">')[1].partition("</span></span>")[0]
    assert (f'<span class="m-hide">{words}' in bar, 'class="done"' in bar) == (True, is_over)


def test_prepared_action_is_not_in_the_plan_of_all(sign_in: SignIn, access: Access) -> None:
    make_action(cooperation=access.cooperation, visibility="team", title="Encore en préparation")

    page = sign_in("partner").get(url(access, "actions")).text

    assert "Le plan paraîtra ici quand il sera partagé." in page
    assert "Encore en préparation" not in page


def test_prepared_actions_are_shared_together(officer: Client, access: Access) -> None:
    for title in ("Une navette", "Un tarif"):
        one = make_action(cooperation=access.cooperation, title=title, visibility="team")
        FicheText.objects.create(action=one, key="notes", words="Voir avec M. Dupuis")
    FicheText.objects.create(action=Action.objects.earliest("pk"), key="means", words="12 000 €")

    page = officer.get(url(access, "actions_open")).context["page"]
    officer.post(url(access, "actions_open"))

    assert plain(page.sentence) == (
        "Deux fiches se préparent encore avec l’équipe projet : « Une navette » et « Un tarif ». "
        "Tous les accès les liront, avec leurs parts, leurs réserves et leurs nouvelles. On y lira "
        "aussi : moyens (« Une navette »). Le reste du tableau importé demeure à l’équipe projet."
    )
    assert set(Action.objects.values_list("title", "visibility")) == {
        ("Une navette", "members"),
        ("Un tarif", "members"),
    }


def test_contract_shows_the_actions_that_count_for_it(officer: Client, access: Access) -> None:
    counted = make_action_scheme(action=make_action(cooperation=access.cooperation))
    scheme = reverse("context:scheme", args=[access.cooperation.slug, counted.scheme_id])

    shown = officer.get(scheme).context["sheet"].panels

    assert [(one.title, [line.label for line in one.context["lines"]]) for one in shown] == [
        ("Les actions qui comptent pour lui", ["Ouvrir une micro-crèche"])
    ]


def test_objective_stands_on_three_levels_at_most(officer: Client, access: Access) -> None:
    axis = make_objective(cooperation=access.cooperation)
    third = make_objective(parent=make_objective(parent=axis, title="Deux"), title="Trois")

    refused = officer.post(url(access, "objective_add"), {"title": "Quatre", "parent": third.pk})

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "parent": ["Un plan tient sur trois niveaux : choisissez un axe plus haut."]
    }


def test_objective_is_no_part_of_what_it_contains(officer: Client, access: Access) -> None:
    axis = make_objective(cooperation=access.cooperation)
    inside = make_objective(parent=axis, title="Dedans")
    typed = {"title": axis.title, "parent": inside.pk, "place": "1", "version": "1"}

    refused = officer.post(url(access, "objective_edit", axis.pk), typed)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "parent": [
            "Un objectif ne peut faire partie de ce qu’il contient : choisissez-en un autre."
        ]
    }


def test_empty_objective_goes_and_a_full_one_is_given_up(officer: Client, access: Access) -> None:
    empty = make_objective(cooperation=access.cooperation, title="Vide")
    full = make_objective(cooperation=access.cooperation, title="Plein")
    make_action(cooperation=access.cooperation, objective=full)

    for one in (empty, full):
        officer.post(url(access, "objective_end", one.pk))

    left = Objective.objects.get()
    assert (left.title, left.until is None) == ("Plein", False)


@pytest.mark.parametrize("count", [1, 3])
def test_plan_costs_the_same_for_one_and_three(
    officer: Client,
    access: Access,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    axis = make_objective(cooperation=access.cooperation)
    for number in range(count):
        action = make_action(
            cooperation=access.cooperation, objective=axis, number=str(number), title=f"F{number}"
        )
        make_share(action=action, role="pilot")
    page = url(access, "actions")

    with django_assert_num_queries(19):
        officer.get(page)
