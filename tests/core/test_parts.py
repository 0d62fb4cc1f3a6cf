"""A part of a page is drawn once for the same values, and again for others."""

import pytest

from maillage.core.parts import drawn_part
from maillage.core.shell import Shell


def make_shell(cooperation: str) -> Shell:
    """What surrounds a page of this cooperation."""
    return Shell("Pôle de Retz", "/", "H. M.", "/compte/", "", "", "", cooperation=cooperation)


def test_same_values_give_the_same_part_and_others_another() -> None:
    drawn_part.cache_clear()
    first, other = (make_shell(name) for name in ("Retz", "Vignoble & co"))

    parts = [drawn_part("core/parts/top.html", (("shell", one),)) for one in (first, first, other)]

    assert ["<b>Retz</b>" in part for part in parts] == [True, True, False]
    assert "<b>Vignoble &amp; co</b>" in parts[2]
    assert drawn_part.cache_info()[:2] == (1, 2)


def test_values_that_may_change_are_refused() -> None:
    with pytest.raises(TypeError):
        drawn_part("core/parts/top.html", (("shell", {"cooperation": "Retz"}),))
