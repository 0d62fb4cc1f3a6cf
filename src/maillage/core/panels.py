"""What do the other rooms know about the thing on this sheet?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from maillage.core.points import Point, Reader

if TYPE_CHECKING:
    from maillage.core.sheet import Line

LINES = "core/parts/lines.html"
Slot = Literal["top", "figure", "body", "next", "folded", "foot"]


@dataclass(frozen=True)
class Panel:
    """A block of a sheet made by another room: its title, template and context, its slot.

    `top` is the width of a day, under its title; `figure` is a count of the portrait, its title
    under it (`figure_panel`); `body` is the main column; `next`, at its right, or first on the day
    of an élu, holds dates and people to come, and shows two at most; `folded` closes the main
    column, under its title and its `note`; `foot` is the colophon. One that must not be left on a
    table is not `on_paper`. One that holds a form is drawn with the page that shows it, whose token
    it needs.
    """

    title: str
    template: str
    context: dict[str, object]
    slot: Slot = "body"
    holds_form: bool = False
    on_paper: bool = True
    note: str = ""


def figure_panel(label: str, value: int) -> Panel:
    """A count on the portrait, above what it counts in a word or two."""
    return Panel(label, "core/parts/figure.html", {"value": value}, slot="figure")


def lines_panel(
    title: str, lines: "Sequence[Line]", note: str = "", *, on_paper: bool = True
) -> Sequence[Panel]:
    """These lines under their title, folded; nothing without any."""
    if not lines:
        return ()
    context: dict[str, object] = {"lines": lines}
    return (Panel(title, LINES, context, slot="folded", on_paper=on_paper, note=note),)


panels: Point[[Reader, str, int], Panel] = Point("panels")
