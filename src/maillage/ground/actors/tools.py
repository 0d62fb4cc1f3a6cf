"""The tools of the play of actors."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools

OFFICERS = frozenset({"officer"})


@tools.answer
def actor_tools() -> Sequence[Tool]:
    """Who weighs on whom, and the mission that it serves."""
    return (
        Tool(
            "influence_map",
            "Jeu d’acteurs",
            "actors:influence_map",
            "construction",
            ("construction.partnerships.actor-game",),
            roles=OFFICERS,
            opens=("posture", "postures"),
        ),
        Tool(
            "trajectories",
            "Qui a bougé",
            "actors:trajectories",
            "construction",
            ("construction.partnerships.actor-game",),
            roles=OFFICERS,
        ),
    )
