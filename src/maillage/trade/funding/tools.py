"""The tools of funding."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools

WHERE = ("construction", ("construction.partnerships.funding",))
TOOLS = (
    Tool(
        "funding_plan",
        "Plans de financement",
        "funding:funding_plan",
        *WHERE,
        opens=("plan", "line", "cost", "reason", "best_plan"),
        question=Question.PROMISES,
        purpose="ce que cela coûte, qui paie, ce qui manque",
    ),
    Tool(
        "maquette",
        "Maquette financière",
        "funding:maquette",
        *WHERE,
        opens=("account",),
        question=Question.PROMISES,
        purpose="toutes les opérations, par financeur et par année",
    ),
    Tool(
        "funding_sources",
        "Sources de financement",
        "funding:funding_sources",
        *WHERE,
        opens=("source", "sources"),
        question=Question.PROMISES,
        purpose="qui aide quoi, à quel taux, jusqu’à quand",
    ),
    Tool(
        "cost_keys",
        "Clés de répartition",
        "funding:cost_keys",
        *WHERE,
        opens=("sharing", "key", "criterion"),
        question=Question.PROMISES,
        purpose="partager une somme, clé par clé",
    ),
    Tool(
        "contributions",
        "Contributions",
        "funding:contributions",
        *WHERE,
        opens=("contribution", "call", "receipt", "year_call"),
        question=Question.PROMISES,
        purpose="ce que chacune paie : appelé, reçu, reste",
    ),
)


@tools.answer
def funding_tools() -> Sequence[Tool]:
    """The plans, their table, who could pay, the keys that share a sum, who pays it."""
    return TOOLS
