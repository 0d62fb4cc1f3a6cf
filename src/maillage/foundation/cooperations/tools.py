"""The tools about the cooperation itself."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def cooperation_tools() -> Sequence[Tool]:
    """The portrait for everybody; accesses and links for whoever works on the cooperation."""
    return (
        Tool(
            "portrait",
            "Portrait",
            "cooperations:portrait",
            "pre",
            ("pre.complexity.multi-partner",),
            opens=("settings", "life"),
        ),
        Tool(
            "accesses",
            "Accès",
            "cooperations:accesses",
            "cross",
            roles=frozenset({"officer", "team"}),
            opens=("access",),
        ),
        Tool(
            "answer_links",
            "Liens de réponse",
            "cooperations:answer_links",
            "cross",
            roles=frozenset({"officer"}),
            opens=("answer_link",),
        ),
    )
