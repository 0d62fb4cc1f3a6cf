"""The tool about documents."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def document_tools() -> Sequence[Tool]:
    """The documents of the cooperation, for everybody."""
    return (Tool("documents", "Documents", "documents:documents", "cross"),)
