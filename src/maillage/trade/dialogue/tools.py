"""The tools of the dialogue."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def dialogue_tools() -> Sequence[Tool]:
    """What was heard, before anybody asks for it."""
    return (
        Tool(
            "notebook",
            "Carnet",
            "dialogue:notebook",
            "emergence",
            (
                "emergence.actors.differences",
                "emergence.actors.reliable-people",
                "emergence.adhesion.speak-frankly",
                "construction.support.trust",
            ),
            roles=frozenset({"officer", "team"}),
            opens=("note",),
            question=Question.WANTS,
            purpose="ce que vous avez entendu, et de qui",
        ),
    )


@tools.answer
def conflict_tools() -> Sequence[Tool]:
    """What opposes, and what everybody could accept."""
    return (
        Tool(
            "conflicts",
            "Conflits",
            "dialogue:conflicts",
            "construction",
            (
                "construction.partnerships.controversies",
                "emergence.adhesion.speak-frankly",
            ),
            roles=frozenset({"officer", "team"}),
            opens=("conflict",),
            question=Question.WANTS,
            purpose="entre qui, sur quoi, et la suite",
        ),
        Tool(
            "compromises",
            "Compromis",
            "dialogue:compromises",
            "construction",
            ("construction.partnerships.compromise", "construction.partnerships.co-build"),
            roles=frozenset({"officer", "team"}),
            opens=("compromise", "option"),
            question=Question.WANTS,
            purpose="ce que chaque structure accepterait",
        ),
    )
