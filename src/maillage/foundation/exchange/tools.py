"""The tools of exchange."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def exchange_tools() -> Sequence[Tool]:
    """The import wizard, and the export in the officer's own columns."""
    officers = frozenset({"officer"})
    missions = ("pre.context.publics-actors", "pre.complexity.multi-partner")
    return (
        Tool(
            "import_wizard", "Importer", "exchange:import_wizard", "emergence", missions, officers
        ),
        Tool("export", "Exporter", "exchange:export", "emergence", (), officers),
    )
