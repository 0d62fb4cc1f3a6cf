"""What do the other rooms know about the thing on this sheet?"""

from dataclasses import dataclass
from typing import Literal

from maillage.core.points import Point, Reader

Slot = Literal["top", "figure", "body", "next", "folded", "foot"]


@dataclass(frozen=True)
class Panel:
    """A block of a sheet made by another room: its title, template and context, its slot.

    `top` is the width of a day, under its title; `figure` is a count of the portrait, its title
    under it (`figure_panel`); `body` is the main column; `next`, at its right,
    holds dates and people to come, and shows two at most; `folded` closes the main column, under
    its title and its `note`; `foot` is the colophon. One that must not be left on a table is not
    `on_paper`. One that holds a form is drawn with the page that shows it, whose token it needs.
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


panels: Point[[Reader, str, int], Panel] = Point("panels")
