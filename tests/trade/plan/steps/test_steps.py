"""Steps: written, dated by those who do them, postponed; what they wait for and what blocks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionBlocker, ActionStep, Dependency, ProgressNote
from maillage.trade.plan.steps.services import recompute_dates
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_spoken_member
from tests.trade.plan.makers import (
    make_action,
    make_action_blocker,
    make_action_step,
    make_dependency,
    make_share,
)
from tests.trade.plan.steps.dated_steps import days, url

pytestmark = pytest.mark.django_db


def typed(day: date) -> str:
    """The day as a form receives it."""
    return f"{day:%d/%m/%Y}"


def possible(*steps: ActionStep) -> list[date | None]:
    """What is possible for these steps, as stored."""
    by_number = dict(ActionStep.objects.values_list("pk", "possible_on"))
    return [by_number[one.pk] for one in steps]


def test_a_step_is_written_after_the_others(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    make_action_step(action=action)

    officer.post(
        url(access, "step_add", action.pk), {"title": "Ouverture", "due_on": typed(days(40))}
    )

    rows = ActionStep.objects.values_list("title", "place", "possible_on").order_by("place")
    assert list(rows) == [("Dossier d’agrément", 1, None), ("Ouverture", 2, days(40))]


def test_a_step_does_not_end_before_it_starts(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    sent = {"title": "Ouverture", "start_on": "02/09/2026", "due_on": "31/08/2026"}

    page = officer.post(url(access, "step_add", action.pk), sent)

    assert page.status_code == 422
    assert (
        "Cette étape finirait avant de commencer : mettez une fin après le 2 septembre 2026."
    ) in page.content.decode().replace("\xa0", " ")


def test_an_announced_day_moves_what_waits_and_no_planned_day(
    officer: Client, access: Access
) -> None:
    action = make_action(cooperation=access.cooperation, due_on=days(30))
    before = make_action_step(action=action, due_on=days(10))
    after = make_action_step(action=action, title="Avis", start_on=days(12), due_on=days(20))
    make_dependency(before=before, after=after)

    officer.post(
        url(access, "step_date", before.pk), {"version": "1", "announced_on": typed(days(40))}
    )

    assert possible(before, after) == [days(40), days(48)]
    action.refresh_from_db()
    assert (action.due_on, action.possible_on, action.slip) == (days(30), days(48), 18)
    assert list(ActionStep.objects.values_list("due_on", flat=True)) == [days(10), days(20)]


def test_a_pause_is_no_slip(access: Access) -> None:
    action = make_action(
        cooperation=access.cooperation, state="paused", state_why="sans bus", due_on=days(30)
    )
    Action.objects.update(start_on=days(-60), slip=60, possible_on=days(90))

    recompute_dates(access.cooperation, [action.pk])

    action.refresh_from_db()
    assert (action.possible_on, action.slip) == (None, 0)


@pytest.mark.parametrize(
    ("role", "words"), [("team", "date annoncée par Mme Oriot"), ("partner", "date annoncée")]
)
def test_the_sheet_says_that_a_day_was_announced(access: Access, role: str, words: str) -> None:
    action = make_action(cooperation=access.cooperation)
    step = make_action_step(action=action, due_on=days(10))
    ActionStep.objects.update(announced_on=days(40), announced_by="Mme Oriot", started_on=days(-1))
    recompute_dates(access.cooperation, [action.pk])
    reader = signed_in(make_access(cooperation=access.cooperation, role=role))

    page = reader.get(url(access, "action", step.action_id)).content.decode()

    assert f"<small>{words}</small>" in page


def test_a_step_cannot_be_done_in_the_future(officer: Client, access: Access) -> None:
    step = make_action_step(action=make_action(cooperation=access.cooperation))

    page = officer.post(
        url(access, "step_date", step.pk), {"version": "1", "done_on": typed(days(3))}
    )

    assert "Pour une date à venir, écrivez-la dans « annoncée »." in (
        page.content.decode().replace("\xa0", " ")
    )
    assert ActionStep.objects.get().done_on is None


@pytest.mark.parametrize(("is_own", "status"), [(True, 302), (False, 404)])
def test_a_partner_dates_the_steps_of_their_structure(
    access: Access, *, is_own: bool, status: int
) -> None:
    partner = make_access(cooperation=access.cooperation, role="partner")
    spoken = make_spoken_member(cooperation=access.cooperation)
    action = make_action(cooperation=access.cooperation)
    share = make_share(action=action, organisation=spoken if is_own else None)
    step = make_action_step(share=share, due_on=days(10))

    answer = signed_in(partner).post(
        url(access, "step_date", step.pk),
        {"version": "1", "announced_on": typed(days(15)), "words": "Une pièce manque."},
    )

    assert answer.status_code == status
    notes = list(ProgressNote.objects.values_list("share", "words"))
    assert notes == ([(share.pk, "Une pièce manque.")] if is_own else [])


def test_a_wait_that_comes_back_to_itself_is_refused(officer: Client, access: Access) -> None:
    fare = make_action(cooperation=access.cooperation, title="Un tarif commun", number="7")
    shuttle = make_action(cooperation=access.cooperation, title="Une navette", number="8")
    make_dependency(before=fare, after=shuttle)

    page = officer.post(
        url(access, "dependency_add", fare.pk), {"after": str(fare.pk), "before": str(shuttle.pk)}
    )

    assert (
        "Ces tâches s’attendent en boucle : 7 Un tarif commun → 8 Une navette → 7 Un tarif "
        "commun. Retirez l’un de ces liens."
    ) in page.content.decode().replace("\xa0", " ")
    assert Dependency.objects.count() == 1


def test_a_wait_is_written_once(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    first, second = make_action_step(action=action), make_action_step(action=action, title="Avis")
    sent = {"after": f"{action.pk}.{second.pk}", "before": f"{action.pk}.{first.pk}", "lag": "3"}
    page = url(access, "dependency_add", action.pk)

    answers = [officer.post(page, sent).status_code for _again in range(2)]

    assert answers == [302, 422]
    rows = Dependency.objects.values_list("before_step", "after_step", "lag")
    assert list(rows) == [(first.pk, second.pk, 3)]


def test_an_action_waits_for_the_last_steps_of_another(access: Access) -> None:
    first = make_action(cooperation=access.cooperation, title="Un tarif commun")
    study = make_action_step(action=first, title="Étude", due_on=days(5))
    vote = make_action_step(action=first, title="Vote", due_on=days(30))
    make_dependency(before=study, after=vote)
    second = make_action(cooperation=access.cooperation, title="Une navette", due_on=days(10))
    make_dependency(before=first, after=second)

    recompute_dates(access.cooperation, [second.pk])

    second.refresh_from_db()
    assert (second.possible_on, second.slip) == (days(30), 20)


def test_a_block_is_noted_then_lifted(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    noted = {"what": "Il manque un plan", "who": "la PMI", "since": typed(days(-3))}

    refused = officer.post(url(access, "blocker_add", action.pk), noted | {"who": ""})
    officer.post(url(access, "blocker_add", action.pk), noted)
    blocker = ActionBlocker.objects.get()
    page = officer.get(url(access, "action", action.pk)).content.decode().replace("\xa0", " ")
    officer.post(
        url(access, "blocker_lift", blocker.pk), {"version": "1", "lifted_on": typed(days(0))}
    )

    assert "Dites qui peut débloquer" in refused.content.decode()
    assert "Il manque un plan : la PMI peut le lever." in page
    blocker.refresh_from_db()
    assert blocker.lifted_on == days(0)


def test_the_sheet_shows_what_is_possible_to_whom_reads_it(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    before = make_action_step(action=action, due_on=days(-10))
    after = make_action_step(action=action, title="Avis", due_on=days(-5))
    make_dependency(before=before, after=after)
    hidden = make_action(cooperation=access.cooperation, visibility="team", title="Zibeline")
    sent = {"after": f"{action.pk}.{after.pk}", "before": str(hidden.pk)}
    officer.post(url(access, "dependency_add", action.pk), sent)

    page = officer.get(url(access, "action", action.pk)).content.decode()
    partner = make_access(cooperation=access.cooperation, role="partner")
    read = signed_in(partner).get(url(access, "action", action.pk)).content.decode()

    assert ("Dossier d’agrément" in page, "Zibeline" in page) == (True, True)
    assert ("Avis" in read, "Zibeline" in read) == (True, False)


@pytest.mark.parametrize(("late", "calls"), [(1, False), (7, True)])
def test_the_bar_of_a_step_is_late_where_its_words_are(
    officer: Client, access: Access, *, late: int, calls: bool
) -> None:
    action = make_action(cooperation=access.cooperation)
    make_action_step(action=action, start_on=days(-late), due_on=days(9 - late))

    page = officer.get(url(access, "action", action.pk))

    (shown,) = (
        one
        for each in page.context["fragments"]
        if "shown" in each.values
        for one in each.values["shown"].steps
    )
    assert shown.lane is not None
    assert (shown.is_late, shown.lane.is_late) == (calls, calls)


def test_a_removed_step_no_longer_holds_anybody(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    before = make_action_step(action=action, due_on=days(60))
    after = make_action_step(action=action, title="Avis", due_on=days(5))
    make_dependency(before=before, after=after)
    recompute_dates(access.cooperation, [action.pk])

    officer.post(url(access, "step_remove", before.pk))

    assert possible(after) == [days(5)]
    assert Action.objects.get().steps.count() == 1


def test_the_blocker_of_another_is_not_lifted(access: Access) -> None:
    blocker = make_action_blocker(action=make_action(cooperation=access.cooperation))
    team = make_access(cooperation=access.cooperation, role="team")

    answer = signed_in(team).get(url(access, "blocker_lift", blocker.pk))

    assert answer.status_code == 404


def test_an_action_is_over_with_its_steps(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    for title in ("Étude", "Travaux", "Ouverture"):
        make_action_step(action=action, title=title)
    action.steps.filter(title="Étude").update(done_on=date(2026, 11, 1))
    page = reverse("plan:action_progress", args=[access.cooperation.slug, action.pk])
    sent = {"state": "done", "on": "28/11/2026", "means": "meeting", "version": "1"}

    refused = officer.post(page, sent)
    officer.post(page, sent | {"closes_steps": "on"})

    assert refused.context["form"].errors == {
        "closes_steps": [
            "Deux étapes ne sont pas faites : dites-les faites en cochant la case, ou gardez "
            "l’action en cours."
        ]
    }
    action.refresh_from_db()
    assert action.state == "done"
    assert list(action.steps.values_list("title", "done_on")) == [
        ("Étude", date(2026, 11, 1)),
        ("Travaux", date(2026, 11, 28)),
        ("Ouverture", date(2026, 11, 28)),
    ]
