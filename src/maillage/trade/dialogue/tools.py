"""The tools of the dialogue."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def dialogue_tools() -> Sequence[Tool]:
    """Each tool of the dialogue, and the missions that it serves."""
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
        ),
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
        ),
        Tool(
            "compromises",
            "Compromis",
            "dialogue:compromises",
            "construction",
            ("construction.partnerships.compromise", "construction.partnerships.co-build"),
            roles=frozenset({"officer", "team"}),
            opens=("compromise",),
        ),
    )
