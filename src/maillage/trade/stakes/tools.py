"""The tools of stakes."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools

TAKES_PART = frozenset({"officer", "team", "elected", "partner"})


@tools.answer
def stake_tools() -> Sequence[Tool]:
    """Each tool of stakes, and the missions that it serves."""
    return (
        Tool(
            "positions",
            "Positions",
            "stakes:positions",
            "emergence",
            ("emergence.stakes.common-ground",),
            roles=TAKES_PART,
            opens=("position", "stakes", "stake", "who_to_meet"),
        ),
        Tool(
            "themes",
            "Thèmes",
            "stakes:themes",
            "emergence",
            ("emergence.stakes.focus",),
            roles=TAKES_PART,
            opens=("theme",),
        ),
        Tool(
            "allies",
            "Alliés",
            "stakes:allies",
            "emergence",
            ("emergence.stakes.allies",),
            roles=frozenset({"officer", "team"}),
        ),
    )
