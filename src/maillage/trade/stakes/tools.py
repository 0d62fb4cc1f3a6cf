"""The tools of stakes."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools

TAKES_PART = frozenset({"officer", "team", "elected", "partner"})


@tools.answer
def diagnosis_tools() -> Sequence[Tool]:
    """The tool of what one notes together, before what one wants."""
    return (
        Tool(
            "findings",
            "Diagnostic",
            "stakes:findings",
            "emergence",
            ("emergence.stakes.shared-diagnosis",),
            roles=TAKES_PART,
            opens=("finding", "figure"),
            question=Question.WANTS,
            purpose="ce que l’on constate ensemble, et ce qui se discute",
        ),
    )


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
            question=Question.WANTS,
            purpose="pour, contre, sans réponse, enjeu par enjeu",
        ),
        Tool(
            "themes",
            "Thèmes",
            "stakes:themes",
            "emergence",
            ("emergence.stakes.focus",),
            roles=TAKES_PART,
            opens=("theme",),
            question=Question.DECIDES,
            purpose="ce que l’on retient, et ce qui attend",
        ),
        Tool(
            "allies",
            "Alliés",
            "stakes:allies",
            "emergence",
            ("emergence.stakes.allies",),
            roles=frozenset({"officer", "team"}),
            question=Question.WANTS,
            purpose="qui peut convaincre qui",
        ),
    )
