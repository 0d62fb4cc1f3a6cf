"""What was drawn from a note: the first lines open, what is kept stays true, for each reader."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Position
from maillage.trade.dialogue.models import Note
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position, make_subject
from tests.ground.directory.reading import plain, reading
from tests.trade.dialogue.makers import make_note
from tests.trade.dialogue.notebook.test_notebook import url


@pytest.fixture
def _remembered(settings: Settings) -> Iterator[None]:
    """A day that no other test lives, so that nothing read by another is given again."""
    settings.REMEMBERED = 64
    with time_machine.travel(timezone.now() + timedelta(days=90)):
        yield


def draw(note: Note, count: int, visibility: str = Visibility.OFFICERS) -> None:
    """Positions of a structure on as many subjects, all drawn from the note."""
    actor = make_member_actor(cooperation=note.cooperation, name=f"Pornic {count}")
    for number in range(count):
        subject = make_subject(cooperation=note.cooperation, label=f"Sujet {count}.{number}")
        make_position(actor=actor, subject=subject, source=note.source, visibility=visibility)


def lines_of(text: str) -> int:
    return text.partition('id="m-drawn"')[2].partition("</ul>")[0].count("<li>")


def test_long_list_opens_on_its_first_lines(officer: Client, access: Access) -> None:
    note = make_note(cooperation=access.cooperation)
    draw(note, 40)
    page = url(access.cooperation, "note", note.pk)

    first, whole = officer.get(page).text, officer.get(f"{page}?tout=1").text

    assert [lines_of(first), lines_of(whole)] == [30, 40]
    assert ['href="?tout=1"' in first, 'href="?tout=1"' in whole] == [True, False]
    assert plain(reading(first)) == "40 lectures en ont été tirées."


@pytest.mark.usefixtures("_remembered")
def test_lines_read_before_follow_what_is_drawn_since_for_each_reader(
    sign_in: SignIn, officer: Client, access: Access
) -> None:
    note = make_note(cooperation=access.cooperation, visibility=Visibility.TEAM)
    draw(note, 2)
    draw(note, 1, Visibility.TEAM)
    page, clients = url(access.cooperation, "note", note.pk), (officer, sign_in("team"))
    _write(access)
    Change.objects.update(at=timezone.now() - timedelta(hours=1))

    before = [lines_of(client.get(page).text) for client in clients * 2]
    Position.objects.filter(visibility=Visibility.TEAM).update(withdrawn_at=timezone.now())
    numbers = [lines_of(client.get(page).text) for client in clients]
    _write(access)
    after = [lines_of(client.get(page).text) for client in clients]

    assert (before, numbers, after) == ([3, 1, 3, 1], [3, 1], [2, 0])


def _write(access: Access) -> None:
    """A gesture in the workspace: what was kept is read again."""
    workspace = access.cooperation.workspace_id
    with journal.write(access.user, workspace_id=workspace, topic="positions"):
        pass
