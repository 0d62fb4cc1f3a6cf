import re
from pathlib import Path

import pytest

from maillage.core import marks

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
