"""The tools of the play of actors."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools

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
            question=Question.WANTS,
            purpose="qui agit sur qui, qui pèse, qui dépend",
        ),
        Tool(
            "trajectories",
            "Qui a bougé",
            "actors:trajectories",
            "construction",
            ("construction.partnerships.actor-game",),
            roles=OFFICERS,
            question=Question.WANTS,
            purpose="les changements d’influence d’une lecture à l’autre",
        ),
    )
