"""The nursery on screen: which steps hold its opening, and what another day would change."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core.french import long_date, number, short_date
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionStep, Dependency
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import make_action, make_action_step
from tests.trade.plan.steps.test_possible import NURSERY, NURSERY_LINKS, TODAY

pytestmark = pytest.mark.django_db
TEXTBOOK = Path(__file__).parents[3] / "analysis" / "cases" / "cpm" / "pert7.json"


def moved(day: date) -> date:
    """A day of the reference case, were it read today."""
    return day + (timezone.localdate() - TODAY)


@pytest.fixture
def nursery(access: Access) -> Action:
    """The action of the reference case, with its steps and what each waits for."""
    action = make_action(cooperation=access.cooperation, title="Ouvrir une micro-crèche")
    steps = {}
    for node in NURSERY:
        step = make_action_step(action=action, title=node.key.capitalize())
        for name in ("start_on", "due_on", "announced_on", "started_on"):
            if day := getattr(node, name):
                setattr(step, name, moved(day))
        step.save()
        steps[node.key] = step
    for link in NURSERY_LINKS:
        Dependency.objects.create(
            before_action=action,
            before_step=steps[link.before],
            after_action=action,
            after_step=steps[link.after],
            lag=link.lag,
        )
    return action


@pytest.mark.parametrize(
    ("day", "verb"),
    [
        (date(2026, 12, 17), "revient"),
        (date(2027, 1, 14), "reste"),
        (date(2027, 1, 21), "recule"),
    ],
)
def test_another_day_for_the_file_moves_the_opening(
    officer: Client, access: Access, nursery: Action, day: date, verb: str
) -> None:
    opens = date(2027, 4, 14) + (day - date(2026, 12, 17))
    step = ActionStep.objects.get(title="Dossier")
    typed = {"etape": f"step:{step.pk}", "jour": f"{moved(day):%d/%m/%Y}"}

    page = officer.get(url(access, "what_if", nursery.pk), typed)

    assert page.context["sentence"] == (
        f"Avec « Dossier » le {long_date(moved(day))}, « Ouverture » {verb} au "
        f"{long_date(moved(opens))}."
    )
    sheet = officer.get(url(access, "action", nursery.pk))
    chosen = sheet.context["fragments"][0].values["shown"].what_if.fields["etape"].choices
    assert [label for _key, label in chosen] == ["Dossier", "Avis", "Convention"]


def test_day_that_has_passed_is_refused(officer: Client, access: Access, nursery: Action) -> None:
    step = ActionStep.objects.get(title="Dossier")
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = {"etape": f"step:{step.pk}", "jour": f"{yesterday:%d/%m/%Y}"}

    page = officer.get(url(access, "what_if", nursery.pk), typed)

    assert (page.context["sentence"], page.context["form"].errors) == (
        "",
        {"jour": ["Choisissez un jour à venir : ce qui est passé ne change plus."]},
    )


def test_the_textbook_network_is_on_screen_day_for_day(officer: Client, access: Access) -> None:
    case, today = json.loads(TEXTBOOK.read_text(encoding="utf-8")), timezone.localdate()
    action = make_action(cooperation=access.cooperation)
    steps = {
        name: make_action_step(
            action=action, title=name, start_on=today, due_on=today + timedelta(days=days)
        )
        for name, days in case["inputs"]["durations"].items()
    }
    for after, names in case["inputs"]["predecessors"].items():
        for before in names:
            Dependency.objects.create(
                before_action=action,
                before_step=steps[before],
                after_action=action,
                after_step=steps[after],
            )

    sheet = officer.get(url(access, "action", action.pk))

    shown = sheet.context["fragments"][0].values["shown"].steps
    assert [(one.title, one.possible, one.margin) for one in shown] == [
        (
            name,
            short_date(today + timedelta(days=task["early_finish"]), today),
            f"{number(task['total_slack'])} jours de marge"
            if task["total_slack"]
            else "sans marge",
        )
        for name, task in case["outputs"]["tasks"].items()
    ]
