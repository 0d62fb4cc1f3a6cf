"""The tools of the directory."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def directory_tools() -> Sequence[Tool]:
    """Structures, and the missions that they serve."""
    return (
        Tool(
            "organisations",
            "Structures",
            "directory:organisations",
            "pre",
            (
                "pre.context.publics-actors",
                "pre.complexity.multi-partner",
                "construction.support.partners",
            ),
        ),
    )
