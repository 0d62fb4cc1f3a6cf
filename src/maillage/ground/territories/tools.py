"""The tools of territories."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


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
            question=Question.WHO,
            purpose="la carte, les contours et les membres",
        ),
        Tool(
            "perimeters",
            "Périmètres",
            "territories:perimeters",
            "pre",
            ("pre.context.territories", "pre.complexity.multi-scale"),
            opens=("perimeter",),
            question=Question.WHO,
            purpose="les contours qui comptent, et leurs écarts",
        ),
        Tool(
            "territory_search",
            "Chercher un territoire",
            "territories:territory_search",
            "pre",
            question=Question.WHO,
            purpose="une commune, un EPCI, un département par son nom",
        ),
    )
