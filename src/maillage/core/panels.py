"""What do the other rooms know about the thing on this sheet?"""

from dataclasses import dataclass

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Panel:
    """A block of a sheet made by another room: its title, template and context, its place."""

    title: str
    template: str
    context: dict[str, object]
    side: bool = False


panels: Point[[Reader, str, int], Panel] = Point("panels")
