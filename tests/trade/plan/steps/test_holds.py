"""The sheet of an action: who makes whom wait before it ends, and before what a step has margin."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core.french import long_date
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionStep, Dependency
from maillage.trade.plan.steps.views.holds import ShownHold, ShownTie
from maillage.trade.plan.steps.views.sheet import ShownSteps
from tests.conftest import signed_in
from tests.ground.directory.makers import make_organisation
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import (
    make_action,
    make_action_step,
    make_dependency,
    make_share,
)

pytestmark = pytest.mark.django_db


def days(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)


def step_of(action: Action, title: str, structure: str, first: int, last: int) -> ActionStep:
    """A step that a structure does from one day to another."""
    share = make_share(action=action, organisation=make_organisation(name=structure))
    return make_action_step(
        action=action, share=share, title=title, start_on=days(first), due_on=days(last)
    )


@pytest.fixture
def chain(access: Access) -> list[Action]:
    """Three actions: a study holds a plan, which holds a work that lasts long after."""
    names = (("7", "Étude"), ("8", "Plan"), ("", "Travaux"))
    actions = [
        make_action(cooperation=access.cooperation, number=number, title=title)
        for number, title in names
    ]
    study = step_of(actions[0], "Rapport", "Nort", 0, 40)
    drawn = step_of(actions[1], "Tracé", "Blain", 5, 10)
    step_of(actions[1], "Affichage", "Blain", 5, 20)
    work = step_of(actions[2], "Chantier", "Joué", 10, 300)
    make_dependency(before=study, after=drawn)
    make_dependency(before=drawn, after=work)
    return actions


def shown_on(officer: Client, access: Access, action: Action) -> ShownSteps:
    """What its sheet shows of its steps."""
    page = officer.get(url(access, "action", action.pk))
    shown = page.context["fragments"][0].values["shown"]
    assert isinstance(shown, ShownSteps)
    return shown


def test_who_waits_for_an_action_is_on_its_sheet_and_what_comes_further_is_not(
    officer: Client, access: Access, chain: list[Action]
) -> None:
    shown = shown_on(officer, access, chain[0])

    waiting = ("fiche 8", url(access, "action", chain[1].pk))
    assert shown.holds == (
        ShownHold(
            "Blain attend 40 jours d’étapes de Nort.",
            (ShownTie("« Tracé » attend « Rapport »", (waiting,)),),
        ),
    )
    assert [one.margin for one in shown.steps] == ["sans marge"]


def test_who_holds_from_another_action_is_named_with_its_step_and_its_sheet(
    officer: Client, access: Access, chain: list[Action]
) -> None:
    shown = shown_on(officer, access, chain[1])

    sheet = ("fiche 7", url(access, "action", chain[0].pk))
    work = ("fiche « Travaux »", url(access, "action", chain[2].pk))
    assert shown.holds == (
        ShownHold(
            "Blain attend 40 jours d’étapes de Nort.",
            (ShownTie("« Tracé » attend « Rapport »", (sheet,)),),
        ),
        ShownHold(
            "Joué attend 5 jours d’étapes de Blain.",
            (ShownTie("« Chantier » attend « Tracé »", (work,)),),
        ),
    )


def test_a_margin_says_before_what(officer: Client, access: Access, chain: list[Action]) -> None:
    shown = shown_on(officer, access, chain[1])

    assert [(one.title, one.margin) for one in shown.steps] == [
        ("Tracé", "sans marge"),
        ("Affichage", "25 jours de marge"),
    ]
    assert shown.margins == (
        "Marge : ce qu’une étape peut perdre sans que la dernière étape finisse après le "
        f"{long_date(days(45))}."
    )


def test_a_margin_counts_to_a_tie_to_the_only_step_or_to_what_is_awaited(access: Access) -> None:
    chain = [make_action(cooperation=access.cooperation, title=title) for title in ("A", "B", "C")]
    tied = [step_of(chain[0], title, title, 0, 20) for title in ("Bail", "Plan")]
    alone = step_of(chain[1], "Étude", "Nort", 0, 30)
    after = step_of(chain[2], "Avis", "Joué", 0, 5)
    Dependency.objects.filter(pk=make_dependency(before=alone, after=after).pk).update(lag=-29)
    officer = signed_in(access)

    margins = [shown_on(officer, access, one).margins for one in chain]

    assert len(tied) == 2
    assert margins == [
        "Marge : ce qu’une étape peut perdre sans que la dernière étape finisse après le "
        f"{long_date(days(20))}.",
        f"Marge : ce que l’étape peut perdre sans finir après le {long_date(days(30))}.",
        "Marge : ce qu’une étape peut perdre sans que rien, ici ou dans une fiche attendue, ne "
        f"finisse après le {long_date(days(30))}.",
    ]


def test_steps_that_wait_for_nothing_are_not_said_to_wait(
    officer: Client, access: Access, chain: list[Action]
) -> None:
    pages = [officer.get(url(access, "action", one.pk)).text for one in chain[:2]]

    assert ["ce qu’elles attendent" in one for one in pages] == [False, True]
    assert ["d’après ce qui est fait et prévu." in one for one in pages] == [True, False]


def test_an_action_announced_under_way_says_that_no_step_has_begun(
    officer: Client, access: Access, chain: list[Action]
) -> None:
    Action.objects.filter(pk=chain[2].pk).update(state="ready")

    def heads() -> list[tuple[bool, str]]:
        pages = [officer.get(url(access, "action", one.pk)) for one in chain]
        return [
            (
                one.context["status"].startswith("Annoncée « en cours »"),
                one.context["sheet"].sentence,
            )
            for one in pages
        ]

    before = heads()
    chain[0].steps.update(started_on=days(-1))
    chain[0].save()

    assert before == [
        (True, "Son étape n’est pas notée commencée. Une part sans réponse."),
        (True, "Aucune de ses deux étapes n’est notée commencée. Deux parts sans réponse."),
        (False, "Une part sans réponse."),
    ]
    assert heads()[0] == (False, "Une part sans réponse.")


def test_a_column_that_no_step_fills_is_left_out(
    officer: Client, access: Access, chain: list[Action]
) -> None:
    page = officer.get(url(access, "action", chain[0].pk)).content.decode()

    assert ">Attend</th>" not in page
