"""The tools of evaluation."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def evaluation_tools() -> Sequence[Tool]:
    """What each structure gives and receives."""
    return (
        Tool(
            "balance",
            "Donné, reçu",
            "evaluation:balance",
            "construction",
            ("construction.support.benefits", "construction.support.added-value"),
            roles=frozenset({"officer", "elected", "partner"}),
            opens=("balance", "benefit", "structure_balance"),
            question=Question.PROMISES,
            purpose="ce que chacune met en commun, ce qu’elle en retire",
        ),
    )
