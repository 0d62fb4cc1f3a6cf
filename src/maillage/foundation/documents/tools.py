"""The tools about documents."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def document_tools() -> Sequence[Tool]:
    """The documents of the cooperation, for everybody; their templates, for whoever works on it."""
    return (
        Tool(
            "documents",
            "Documents",
            "documents:documents",
            "",
            opens=("document",),
            question=Question.HOLDS,
            purpose="les fichiers de la coopération, à leur place",
        ),
        Tool(
            "templates",
            "Modèles de documents",
            "documents:templates",
            "",
            roles=frozenset({"officer", "team"}),
            opens=("template", "letterhead"),
            question=Question.HOLDS,
            purpose="les modèles et le papier à en-tête",
        ),
    )
