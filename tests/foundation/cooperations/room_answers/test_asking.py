"""The rooms are asked once by each reader, until something is written."""

from collections.abc import Sequence

import pytest
from pytest_django import Settings

from maillage.core.points import Point, Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from tests.foundation.cooperations.makers import make_access
from tests.foundation.journal.makers import make_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded_calls() -> list[tuple[str, int]]:
    """What the room below was asked."""
    return []


@pytest.fixture
def point(recorded_calls: list[tuple[str, int]]) -> Point[[Reader, str, int], str]:
    """A point that one room answers, and whose room says what it was asked."""
    made: Point[[Reader, str, int], str] = Point("panels")

    @made.answer
    def answer(reader: Reader, kind: str, number: int) -> Sequence[str]:
        recorded_calls.append((kind, number))
        return [f"{kind} {number} de {reader.cooperation_id}, {reader.role}"]

    return made


@pytest.fixture(autouse=True)
def _remembering(settings: Settings) -> None:
    settings.REMEMBERED = 100


def test_room_is_asked_once_for_each_question(
    point: Point[[Reader, str, int], str], recorded_calls: list[tuple[str, int]]
) -> None:
    access = make_access(role=Role.OFFICER)

    groups = [ask_rooms(point, access, "person", number) for number in (1, 2, 1)]

    here = f"de {access.cooperation_id}, officer"
    assert groups == [[f"person 1 {here}"], [f"person 2 {here}"], [f"person 1 {here}"]]
    assert recorded_calls == [("person", 1), ("person", 2)]


def test_room_is_asked_for_each_reader_and_role(
    point: Point[[Reader, str, int], str],
) -> None:
    officer = make_access(role=Role.OFFICER)
    partner = make_access(cooperation=officer.cooperation, role=Role.PARTNER)
    ask_rooms(point, officer, "person", 1)

    assert ask_rooms(point, partner, "person", 1) == [
        f"person 1 de {officer.cooperation_id}, partner"
    ]
    officer.role = Role.ELECTED
    assert ask_rooms(point, officer, "person", 1) == [
        f"person 1 de {officer.cooperation_id}, elected"
    ]


def test_room_is_asked_again_after_a_change(
    point: Point[[Reader, str, int], str], recorded_calls: list[tuple[str, int]]
) -> None:
    access = make_access(role=Role.OFFICER)
    ask_rooms(point, access, "person", 1)
    make_change(workspace=access.cooperation.workspace)
    ask_rooms(point, access, "person", 1)

    assert recorded_calls == [("person", 1)] * 2


def test_page_may_add_to_what_it_was_told(point: Point[[Reader, str, int], str]) -> None:
    access = make_access(role=Role.OFFICER)
    lines = ask_rooms(point, access, "person", 1)
    lines.append("un geste de plus")

    assert len(ask_rooms(point, access, "person", 1)) == 1
