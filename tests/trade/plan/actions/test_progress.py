"""Where an action stands: said with its day and its reason, late by computation."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.actions.words import status_words
from maillage.trade.plan.models import Action, ProgressNote, Share
from tests.ground.directory.reading import plain
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import (
    make_action,
    make_progress_note,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(access: Access) -> Action:
    """An action under way, due in April 2027."""
    return make_action(cooperation=access.cooperation, title="Une navette", due_on=date(2027, 4, 1))


def test_a_pause_has_a_planned_end(action: Action) -> None:
    words = []
    for state in ("running", "paused"):
        action.state = state
        words.append(status_words(action, date(2026, 11, 30)))

    assert words == [
        "En cours, pour le 1er\xa0avril 2027",
        "En pause ; fin prévue le 1er\xa0avril 2027",
    ]


@pytest.mark.parametrize(("days", "is_quiet"), [(90, False), (91, True)])
def test_an_action_of_which_nothing_is_said_for_three_months_asks_for_news(
    officer: Client, access: Access, action: Action, days: int, is_quiet: bool
) -> None:
    on = timezone.localdate() - timedelta(days=days)
    Action.objects.update(due_on=timezone.localdate() + timedelta(days=30))
    for answer in ("accepted", "refused"):
        share = make_share(action=action, role="pilot" if answer == "accepted" else "contributor")
        make_share_answer(share=share, answer=answer, told_on=on)

    pages = [officer.get(url(access, "action", action.pk)).text]
    make_progress_note(action=action, on=timezone.localdate())
    pages.append(officer.get(url(access, "action", action.pk)).text)

    time = french.months_words(on, timezone.localdate())
    quiet = [f"Sans nouvelles depuis {time}" in plain(page) for page in pages]
    assert quiet == [is_quiet, False]
    assert (f"Part acceptée le {plain(french.long_date(on))} par " in plain(pages[0])) is is_quiet


def test_a_part_without_news_is_apart_from_those_just_accepted(
    officer: Client, access: Access, action: Action
) -> None:
    today = timezone.localdate()
    Action.objects.update(due_on=today + timedelta(days=30))
    for role, on in (("pilot", today), ("contributor", today - timedelta(days=400))):
        make_share_answer(share=make_share(action=action, role=role), answer="reserved", told_on=on)

    text = plain(officer.get(url(access, "action", action.pk)).text)

    assert "Une part sans nouvelles depuis plus de treize mois" in text


def say(officer: Client, access: Access, action: Action, **typed: str) -> int:
    """The status of what is answered to the news typed."""
    page = url(access, "action_progress", action.pk)
    sent = {"on": "28/11/2026", "means": "meeting", "version": str(action.version)}
    return officer.post(page, sent | typed).status_code


def test_news_say_the_state_from_their_day(officer: Client, access: Access, action: Action) -> None:
    say(officer, access, action, state="done", words="La ligne roule.")

    action.refresh_from_db()
    assert (action.state, action.state_on, action.ended_on) == (
        "done",
        date(2026, 11, 28),
        date(2026, 11, 28),
    )
    assert list(ProgressNote.objects.values_list("state", "words", "on", "means")) == [
        ("done", "La ligne roule.", date(2026, 11, 28), "meeting")
    ]


@pytest.mark.parametrize("state", ["paused", "dropped"])
def test_what_stops_says_why(officer: Client, access: Access, action: Action, state: str) -> None:
    page = url(access, "action_progress", action.pk)
    sent = {"on": "28/11/2026", "means": "meeting", "version": "1", "state": state}

    refused = officer.post(page, sent)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "words": ["Dites pourquoi en une phrase : vos partenaires la liront."]
    }
    assert not ProgressNote.objects.exists()


def test_reopened_action_has_no_end_nor_reason(
    officer: Client, access: Access, action: Action
) -> None:
    say(officer, access, action, state="dropped", words="Plus de minibus.")
    action.refresh_from_db()

    say(officer, access, action, state="running", words="Un minibus est prêté.")

    action.refresh_from_db()
    assert (action.state, action.state_why, action.ended_on) == ("running", "", None)


def test_action_of_each_year_begins_again(officer: Client, access: Access, action: Action) -> None:
    action.each_year = True
    action.start_on = date(2026, 9, 1)
    action.save()

    say(officer, access, action, state="done")

    action.refresh_from_db()
    assert (action.state, action.start_on, action.due_on, action.ended_on) == (
        "ready",
        date(2027, 9, 1),
        date(2028, 4, 1),
        None,
    )


def test_second_writer_sees_both_texts(officer: Client, access: Access, action: Action) -> None:
    say(officer, access, action, state="running", words="Première nouvelle.")

    status = say(officer, access, action, state="done", words="Seconde nouvelle.")

    assert status == 409
    assert [one.words for one in ProgressNote.objects.all()] == ["Première nouvelle."]


def test_late_is_computed(officer: Client, access: Access) -> None:
    today = timezone.localdate()
    late = make_action(cooperation=access.cooperation, due_on=date(today.year - 1, 1, 5))
    days = (today - date(today.year - 1, 1, 5)).days

    page = officer.get(url(access, "action", late.pk))

    assert page.context["status"] == (
        f"En cours ; la fin était prévue il y a {days} jours, le 5\xa0janvier {today.year - 1}"
    )


def test_plan_without_any_date_says_so(officer: Client, access: Access) -> None:
    make_action(cooperation=access.cooperation)

    assert officer.get(url(access, "actions")).context["sentence"] == (
        "Une fiche, en cours. Aucune date : commencez par celles que vous devez tenir."
    )


def test_action_is_deleted_only_when_nobody_answered(
    officer: Client, access: Access, action: Action
) -> None:
    other = make_action(cooperation=access.cooperation)
    make_share_answer(share=make_share(action=other))

    for one in (action, other):
        officer.post(url(access, "action_delete", one.pk))

    assert list(Action.objects.all()) == [other]


def test_what_is_over_waits_for_no_part(officer: Client, access: Access, action: Action) -> None:
    make_share(action=action)
    Share.objects.update(asked_on=None)
    Action.objects.filter(pk=action.pk).update(state="done", ended_on=date(2026, 11, 1))

    page = officer.get(url(access, "action", action.pk))

    assert [one.state for one in page.context["shares"]] == [""]
    assert page.context["sheet"].sentence == "Une part jamais demandée."
