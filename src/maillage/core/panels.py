"""What do the other rooms know about the thing on this sheet?"""

from dataclasses import dataclass

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Panel:
    """A block of a sheet made by another room: its title, template and context, its place.

    One that must not be left on a table is not `on_paper`. One that holds a form is drawn with
    the page that shows it, whose token it needs.
    """

    title: str
    template: str
    context: dict[str, object]
    side: bool = False
    holds_form: bool = False
    on_paper: bool = True


panels: Point[[Reader, str, int], Panel] = Point("panels")
