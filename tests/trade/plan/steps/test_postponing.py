"""Dates are postponed with one piece of news, and those who wait are told."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionStep, ProgressNote, Share
from maillage.trade.plan.steps.services import recompute_dates
from tests.trade.plan.makers import (
    make_action,
    make_action_step,
    make_dependency,
    make_share,
    make_share_answer,
)
from tests.trade.plan.steps.dated_steps import days, url

pytestmark = pytest.mark.django_db


def test_dates_are_postponed_with_one_piece_of_news(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation, due_on=days(20))
    late = make_action_step(action=action, start_on=days(-40), due_on=days(-30))
    fixed = make_action_step(action=action, title="Ouverture", due_on=days(-5))
    ActionStep.objects.filter(pk=fixed.pk).update(is_fixed=True)
    recompute_dates(access.cooperation, [action.pk])
    page = url(access, "postpone", action.pk)

    shown = officer.get(page).content.decode()
    officer.post(page, {"moves": [f"step:{late.pk}"], "why": "Une pièce manque."})

    boxes = {one.pk: f'value="step:{one.pk}"' in shown for one in (late, fixed)}
    assert boxes == {late.pk: True, fixed.pk: True}
    assert shown.count("checked") == 1
    rows = ActionStep.objects.order_by("place").values_list("start_on", "due_on")
    assert list(rows) == [(days(0), days(10)), (None, days(-5))]
    assert list(ProgressNote.objects.values_list("words", flat=True)) == ["Une pièce manque."]


def test_a_part_takes_its_new_day_and_is_to_ask_again(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    shares = [make_share(action=action) for _ in range(3)]
    Share.objects.update(due_on=days(-30), asked_on=days(-60))
    Share.objects.filter(pk=shares[2].pk).update(due_on=days(60))
    for share in shares:
        make_share_answer(share=share)
    steps = [make_action_step(action=action, share=one, due_on=days(-30)) for one in shares]
    ActionStep.objects.filter(pk=steps[1].pk).update(announced_on=days(0), announced_by="Caf")
    recompute_dates(access.cooperation, [action.pk])
    page = url(access, "postpone", action.pk)

    shown = officer.get(page).text
    posted = {"moves": [f"step:{one.pk}" for one in steps], "why": "Une pièce manque."}
    officer.post(page, posted)
    sheet = officer.get(url(access, "action", action.pk)).text

    assert "une part acceptée sera à redemander" in shown
    rows = Share.objects.order_by("pk").values_list("due_on", "asked_on")
    assert list(rows) == [
        (days(0), None),
        (days(0), days(-60)),
        (days(60), days(-60)),
    ]
    assert [one.answers.get().replaced_at is None for one in shares] == [False, True, True]
    assert "Redemander sa part" in sheet


@pytest.mark.parametrize(
    ("state", "begins", "has_step", "stays"),
    [
        ("running", -300, False, True),
        ("running", 5, False, True),
        ("ready", -5, False, True),
        ("ready", 5, True, True),
        ("ready", 5, False, False),
    ],
)
def test_what_is_begun_keeps_its_beginning(
    officer: Client, access: Access, state: str, begins: int, *, has_step: bool, stays: bool
) -> None:
    action = make_action(cooperation=access.cooperation, state=state, due_on=days(10))
    if has_step:
        make_action_step(action=action, due_on=days(10))
    Action.objects.update(start_on=days(begins), possible_on=days(40), slip=30)
    page = url(access, "postpone", action.pk)

    shown = officer.get(page).text
    officer.post(page, {"moves": [f"action:{action.pk}"], "why": "Une pièce manque."})

    action.refresh_from_db()
    assert (action.start_on, action.due_on) == (days(begins if stays else begins + 30), days(40))
    assert ("commencerait le" in shown) is not stays


def test_a_step_that_is_begun_keeps_its_beginning(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    step = make_action_step(action=action, start_on=days(-40), due_on=days(-30))
    ActionStep.objects.update(started_on=days(-38))
    recompute_dates(access.cooperation, [action.pk])

    sent = {"moves": [f"step:{step.pk}"], "why": "Une pièce manque."}
    officer.post(url(access, "postpone", action.pk), sent)

    step.refresh_from_db()
    assert (step.start_on, step.due_on) == (days(-40), days(0))


def test_only_the_parts_of_ticked_dates_are_told_to_ask_again(
    officer: Client, access: Access
) -> None:
    action = make_action(cooperation=access.cooperation)
    for is_fixed in (True, False):
        share = make_share(action=action)
        make_share_answer(share=share)
        step = make_action_step(action=action, share=share, due_on=days(-30))
        ActionStep.objects.filter(pk=step.pk).update(is_fixed=is_fixed)
    recompute_dates(access.cooperation, [action.pk])

    shown = officer.get(url(access, "postpone", action.pk)).text

    assert "une part acceptée sera à redemander" in shown


def test_nothing_is_postponed_where_all_holds(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation, due_on=days(20))

    page = officer.get(url(access, "postpone", action.pk)).content.decode()

    assert "Aucune date prévue n’est à reporter." in page


def test_postponing_says_who_waits(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    late = make_action_step(share=make_share(action=action), due_on=days(2))
    ActionStep.objects.filter(pk=late.pk).update(possible_on=days(40))
    waiting = make_action_step(share=make_share(action=action), title="Avis")
    make_dependency(before=late, after=waiting)
    make_dependency(before=late, after=make_action_step(share=late.share, title="Plan"))

    page = officer.get(url(access, "postpone", action.pk))

    assert waiting.share
    rows = [(move.title, move.awaited_by) for _box, move in page.context["form"].rows]
    assert rows == [(late.title, waiting.share.organisation.name)]
