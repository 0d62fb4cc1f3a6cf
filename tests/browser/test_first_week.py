"""The first week of an officer, from an empty installation, within a third of its gestures."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from bench import first_week_story as story
from bench.first_week_story import Week, replay
from bench.gestures import Mouse
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import first_path
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import Mandate, Member, Organisation, Person
from maillage.ground.missions.my_day.models import HandOver
from maillage.trade.governance.models import (
    AgendaItem,
    Answer,
    Body,
    Deliberation,
    Holder,
    JointDecision,
    Meeting,
    Presence,
    Seat,
)
from tests.browser.conftest import Open
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)


def _voted() -> list[tuple[str, str]]:
    rows = Answer.objects.values_list("deliberation__organisation__name", "means")
    return sorted(rows)


def _of_communes(*names: str, means: str) -> list[tuple[str, str]]:
    return [(f"Commune de {name}", means) for name in names]


BY_LINK = [("CC du Sud Retz", "link"), *_of_communes("Rouans", "Saint-Hilaire", means="link")]
BY_PHONE = _of_communes("Bouin", "Cheix", "Machecoul", "Port-Saint-Père", means="phone")
BY_TABLE = _of_communes("Sainte-Pazanne", "Vue", means="mail")

# What is read in the database after each step, and what it is.
RECORDED: dict[Callable[[Week], None], tuple[Callable[[], object], object]] = {
    story.open_space: (
        lambda: list(User.objects.values_list("name", flat=True)),
        ["Nadia Guérineau"],
    ),
    story.open_cooperation: (
        lambda: list(Cooperation.objects.values_list("name", "profile")),
        [("CTG du Sud Retz", "ctg")],
    ),
    story.import_contacts: (
        lambda: (Organisation.objects.count(), Person.objects.count(), Mandate.objects.count()),
        (10, 26, 26),
    ),
    story.place_members: (
        lambda: (
            Organisation.objects.filter(name="CC du Sud Retz", kind="epci").count(),
            Member.objects.filter(kind="full").count(),
            Member.objects.filter(kind="fullfunder").count(),
            Member.objects.filter(contact__isnull=False).count(),
        ),
        (1, 10, 1, 10),
    ),
    story.make_body: (
        lambda: (list(Body.objects.values_list("name", flat=True)), Seat.objects.count()),
        (["Comité de pilotage de la CTG"], 11),
    ),
    story.import_seats: (
        lambda: (
            Holder.objects.filter(kind="titulaire").count(),
            Holder.objects.filter(kind="suppleant").count(),
            Person.objects.count(),
        ),
        (11, 8, 27),
    ),
    story.convene: (
        lambda: (
            list(AgendaItem.objects.order_by("rank").values_list("title", flat=True)),
            Letter.objects.count(),
        ),
        ([title for title, _kind in story.ITEMS], 18),
    ),
    story.hold_meeting: (
        lambda: (
            Presence.objects.filter(standing="present").count(),
            Presence.objects.filter(standing="excused").count(),
            Meeting.objects.filter(concluded_on__isnull=False).count(),
        ),
        (8, 3, 1),
    ),
    story.ask_councils: (
        lambda: (
            list(JointDecision.objects.values_list("title", flat=True)),
            Deliberation.objects.filter(sent_on__isnull=False).count(),
        ),
        ([story.QUESTION], 9),
    ),
    story.answer_by_links: (
        lambda: (AnswerLink.objects.filter(purpose="vote", used_at=None).count(), _voted()),
        (6, BY_LINK),
    ),
    story.note_calls: (_voted, sorted(BY_LINK + BY_PHONE)),
    story.import_answers: (_voted, sorted(BY_LINK + BY_PHONE + BY_TABLE)),
    story.read_tracking: (Deliberation.objects.count, 9),
    story.invite_two: (
        lambda: list(Access.objects.order_by("pk").values_list("user__name", "role")),
        [("Nadia Guérineau", "officer"), ("Anne AUBIN", "elected"), ("Yann Leray", "officer")],
    ),
    story.hand_over: (lambda: list(HandOver.objects.values_list("text", flat=True)), [story.NOTE]),
}


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    settings.TASKS = AT_ONCE


def test_first_week_takes_a_third_of_its_gestures(opened: Open) -> None:
    week = Week(Mouse(opened(first_path())), opened)

    rows = [(step.title, RECORDED[step.do][0]()) for step, _counts in replay(week)]

    assert rows == [(step.title, RECORDED[step.do][1]) for step in story.STEPS]
    total = week.officer.counts
    assert total.clicks <= 100
    assert total.fields <= 35
    assert total.pages <= 70
