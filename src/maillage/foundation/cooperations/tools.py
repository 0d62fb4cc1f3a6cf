"""The tools about the cooperation itself."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def cooperation_tools() -> Sequence[Tool]:
    """The portrait for everybody; accesses and links for whoever works on the cooperation."""
    return (
        Tool(
            "portrait",
            "Portrait",
            "cooperations:portrait",
            "",
            ("pre.complexity.multi-partner",),
            opens=("settings", "life", "departures:life"),
            question=Question.HOLDS,
            purpose="l’objet, la phase, les dates, qui conduit",
        ),
        Tool(
            "accesses",
            "Accès",
            "cooperations:accesses",
            "",
            roles=frozenset({"officer", "team"}),
            opens=("access",),
            question=Question.HOLDS,
            purpose="qui entre, et avec quel rôle",
        ),
        Tool(
            "answer_links",
            "Liens de réponse",
            "cooperations:answer_links",
            "",
            roles=frozenset({"officer"}),
            opens=("answer_link",),
            question=Question.HOLDS,
            purpose="les questions envoyées par lien, et leurs réponses",
        ),
    )
