"""The tools of the plan."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def plan_tools() -> Sequence[Tool]:
    """The plan, with the sheets that it opens."""
    return (
        Tool(
            "actions",
            "Actions",
            "plan:actions",
            "implementation",
            (
                "implementation.lead.action-plan",
                "implementation.move.synchronise",
                "implementation.sustain.jointly",
                "emergence.actors.work-together",
            ),
            opens=(
                "action",
                "objective",
                "share",
                "step",
                "dependency",
                "slip",
                "what_if",
                "blocker",
                "postpone",
                "fiche",
            ),
            question=Question.PROMISES,
            purpose="ce que l’on fait, et pour quand",
        ),
        Tool(
            "who_does_what",
            "Qui fait quoi",
            "plan:who_does_what",
            "implementation",
            ("implementation.lead.who-does-what", "implementation.move.cross-manage"),
            question=Question.PROMISES,
            purpose="le rôle de chacun, fiche par fiche",
        ),
    )


@tools.answer
def post_tools() -> Sequence[Tool]:
    """The posts that carry the plan."""
    return (
        Tool(
            "engineering",
            "Postes financés",
            "plan:engineering",
            "construction",
            ("construction.partnerships.engineering",),
            opens=("post", "holding", "need"),
            question=Question.PROMISES,
            purpose="qui emploie, qui tient, quel temps manque",
        ),
    )


@tools.answer
def crossing_tools() -> Sequence[Tool]:
    """The table where contracts, themes and actions cross."""
    return (
        Tool(
            "mesh",
            "Dispositifs croisés",
            "plan:mesh",
            "implementation",
            ("implementation.move.mesh-schemes", "implementation.move.mesh-themes"),
            question=Question.PROMISES,
            purpose="les actions qui servent plusieurs contrats",
        ),
    )


@tools.answer
def project_tools() -> Sequence[Tool]:
    """The projects of others, which the plan is tied to."""
    return (
        Tool(
            "linked_projects",
            "Projets et porteurs",
            "plan:linked_projects",
            "implementation",
            (
                "implementation.move.other-projects",
                "implementation.move.project-holders",
                "cross.silos.spread-project-mode",
            ),
            opens=("project", "exchange"),
            question=Question.PROMISES,
            purpose="qui porte quoi, dernier échange, suite",
        ),
    )


@tools.answer
def selection_tools() -> Sequence[Tool]:
    """The calls for projects, with the review that one prints."""
    return (
        Tool(
            "selection",
            "Sélection de projets",
            "plan:selection",
            "implementation",
            ("implementation.move.project-holders",),
            opens=(
                "project_call",
                "call_ask",
                "scoring_grid",
                "criterion",
                "candidacy",
                "project_review",
            ),
            question=Question.PROMISES,
            purpose="des projets notés par plusieurs voix, et leur revue",
        ),
    )
