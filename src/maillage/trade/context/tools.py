"""The tools of the context."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools

PARTAKERS = frozenset({"officer", "team", "elected", "partner"})


@tools.answer
def context_tools() -> Sequence[Tool]:
    """Each tool of the context, and the missions that it serves."""
    return (
        Tool(
            "history",
            "Histoire",
            "context:history",
            "pre",
            ("pre.context.history", "construction.support.trust"),
            roles=PARTAKERS,
            opens=("relation",),
            question=Question.HAPPENS,
            purpose="ce qui a réuni, ce qui a lassé",
        ),
        Tool(
            "nature",
            "Souhaitée ou imposée",
            "context:nature",
            "pre",
            ("pre.context.nature",),
            roles=PARTAKERS,
            question=Question.WANTS,
            purpose="coopération voulue, acceptée ou subie",
        ),
    )


@tools.answer
def surrounding_tools() -> Sequence[Tool]:
    """The tools of what surrounds the cooperation: its contracts, those it works for."""
    return (
        Tool(
            "schemes",
            "Dispositifs",
            "context:schemes",
            "pre",
            ("pre.context.initiatives",),
            opens=("scheme",),
            question=Question.HAPPENS,
            purpose="contrats et plans qui courent ici, et leur terme",
        ),
        Tool(
            "duties",
            "Dû aux financeurs",
            "context:duties",
            "pre",
            ("pre.context.initiatives",),
            opens=("duty",),
            question=Question.HAPPENS,
            purpose="qui doit quoi à quel financeur, et pour quand",
        ),
        Tool(
            "publics",
            "Publics",
            "context:publics",
            "pre",
            ("pre.context.publics-actors",),
            opens=("public",),
            question=Question.WANTS,
            purpose="pour qui l’on travaille, et combien ils sont",
        ),
    )


@tools.answer
def facility_tools() -> Sequence[Tool]:
    """The tool of where one is received, and where places lack."""
    return (
        Tool(
            "facilities",
            "Équipements",
            "context:facilities",
            "pre",
            ("pre.context.publics-actors",),
            opens=("facility",),
            question=Question.HAPPENS,
            purpose="où l’on accueille, combien, et où les places manquent",
        ),
    )


@tools.answer
def moving_tools() -> Sequence[Tool]:
    """The tools of a context that moves: where one goes, what happens, when to act."""
    return (
        Tool(
            "heading",
            "Le cap",
            "context:heading",
            "pre",
            ("pre.complexity.moving-context",),
            question=Question.HAPPENS,
            purpose="ce que l’on tient, ce que l’on adapte, et pourquoi",
        ),
        Tool(
            "signals",
            "Actualités",
            "context:signals",
            "pre",
            ("pre.complexity.moving-context", "implementation.timing"),
            roles=PARTAKERS,
            opens=("signal",),
            question=Question.HAPPENS,
            purpose="élections, budgets, départs, appels",
        ),
        Tool(
            "act_or_wait",
            "Agir ou attendre",
            "context:act_or_wait",
            "implementation",
            ("implementation.timing",),
            roles=frozenset({"officer", "team"}),
            opens=("move",),
            question=Question.HAPPENS,
            purpose="le bon moment pour une démarche",
        ),
    )
