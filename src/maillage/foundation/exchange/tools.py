"""The tools of exchange."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def exchange_tools() -> Sequence[Tool]:
    """The import wizard, and the export in the officer's own columns."""
    officers = frozenset({"officer"})
    missions = ("pre.context.publics-actors", "pre.complexity.multi-partner")
    return (
        Tool(
            "import_wizard",
            "Importer",
            "exchange:import_wizard",
            "",
            missions,
            officers,
            question=Question.HOLDS,
            purpose="vos tableaux, relus avant d’entrer",
        ),
        Tool(
            "export",
            "Exporter",
            "exchange:export",
            "",
            (),
            officers,
            question=Question.HOLDS,
            purpose="vos données, dans vos colonnes",
        ),
    )
