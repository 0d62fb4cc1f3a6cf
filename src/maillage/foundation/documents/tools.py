"""The tools about documents."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def document_tools() -> Sequence[Tool]:
    """The documents of the cooperation, for everybody; their templates, for whoever works on it."""
    return (
        Tool("documents", "Documents", "documents:documents", "cross", opens=("document",)),
        Tool(
            "templates",
            "Modèles de documents",
            "documents:templates",
            "cross",
            roles=frozenset({"officer", "team"}),
            opens=("template", "letterhead"),
        ),
    )
