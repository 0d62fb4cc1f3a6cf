"""The tools of territories."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def territory_tools() -> Sequence[Tool]:
    """The map, the perimeters and the search; the first two serve missions."""
    return (
        Tool(
            "territory_map",
            "Territoires",
            "territories:territory_map",
            "pre",
            ("pre.context.territories",),
        ),
        Tool(
            "perimeters",
            "Périmètres",
            "territories:perimeters",
            "pre",
            ("pre.context.territories", "pre.complexity.multi-scale"),
            opens=("perimeter",),
        ),
        Tool("territory_search", "Chercher un territoire", "territories:territory_search", "pre"),
    )
