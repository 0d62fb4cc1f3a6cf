import re
from pathlib import Path

import pytest
from django.db.models import TextChoices

from maillage.core import marks
from maillage.trade.context.choices import Effect
from maillage.trade.governance.choices import Choice, Coming, MeetingState, Outcome
from maillage.trade.stakes.choices import StakeLabel, ThemeState

SOURCES = Path(__file__).resolve().parents[2] / "frontend" / "src"


def test_every_mark_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([^"]+)"', (SOURCES / "marks.svg").read_text()))
    declared = {marks.mark_symbol("state", value, declared=True) for value in marks.DECLARED}

    values = {mark.symbol for family in marks.FAMILIES.values() for mark in family.values()}

    assert (values | declared) - drawn == set()


def test_declared_state_is_raised_on_a_bar() -> None:
    assert marks.mark_symbol("state", "done", declared=True) == "s-done-said"
    assert marks.mark_symbol("state", "untooled", declared=True) == "s-untooled"


def test_unknown_mark_is_refused() -> None:
    with pytest.raises(KeyError):
        marks.mark_symbol("state", "finished")


@pytest.mark.parametrize(
    ("family", "choices"),
    [
        ("effect", Effect),
        ("coming", Coming),
        ("meeting", MeetingState),
        ("ballot", Choice),
        ("outcome", Outcome),
        ("theme", ThemeState),
        ("verdict", StakeLabel),
    ],
)
def test_each_state_has_its_mark_and_the_same_word(family: str, choices: type[TextChoices]) -> None:
    marked = {value: str(mark.word) for value, mark in marks.FAMILIES[family].items()}
    open_question = {"open": "question ouverte"} if family == "outcome" else {}

    assert marked == {value: str(label) for value, label in choices.choices} | open_question


def test_no_two_marks_are_drawn_alike() -> None:
    drawings = re.findall(r"<symbol [^>]*>(.*?)</symbol>", (SOURCES / "marks.svg").read_text())

    assert len(set(drawings)) == len(drawings)
