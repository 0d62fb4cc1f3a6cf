"""The tools of governance."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools


@tools.answer
def governance_tools() -> Sequence[Tool]:
    """Each tool of governance, and the missions that it serves."""
    return (
        Tool(
            "bodies",
            "Instances",
            "governance:bodies",
            "construction",
            ("construction.partnerships.bodies", "implementation.lead.articulation-body"),
            opens=("body",),
        ),
        Tool(
            "lead_partner",
            "Chefs de file",
            "governance:lead_partner",
            "construction",
            ("construction.partnerships.lead-partner",),
            opens=("lead_partner",),
        ),
        Tool(
            "meetings",
            "Séances",
            "governance:meetings",
            "construction",
            (
                "construction.partnerships.bodies",
                "implementation.lead.articulation-body",
                "implementation.move.bodies",
            ),
            opens=("meeting",),
        ),
    )


@tools.answer
def naming_tools() -> Sequence[Tool]:
    """The tool by which structures say who represents them."""
    return (
        Tool(
            "nominations",
            "Désignations",
            "governance:nominations",
            "construction",
            ("construction.partnerships.bodies",),
            opens=("nomination",),
        ),
    )


@tools.answer
def council_tools() -> Sequence[Tool]:
    """The tools by which the structures decide together, and by which rule."""
    return (
        Tool(
            "joint_decisions",
            "Délibérations",
            "governance:joint_decisions",
            "implementation",
            ("implementation.lead.deliberations",),
            opens=("joint_decision",),
        ),
        Tool(
            "voting_rules",
            "Règles de vote",
            "governance:voting_rules",
            "implementation",
            ("implementation.lead.decision-frame",),
        ),
    )


@tools.answer
def commitment_tools() -> Sequence[Tool]:
    """The tools of what is put in common and settled, and the missions that they serve."""
    return (
        Tool(
            "commitments",
            "Engagements pris",
            "governance:commitments",
            "emergence",
            ("emergence.actors.negotiate-resources", "emergence.adhesion.set-in-motion"),
            opens=("commitment",),
        ),
        Tool(
            "decisions",
            "Décisions",
            "governance:decisions",
            "implementation",
            ("implementation.lead.decision-frame",),
            opens=("decision",),
        ),
        Tool(
            "routing",
            "Politique ou technique",
            "governance:routing",
            "construction",
            ("construction.partnerships.political-technical",),
        ),
        Tool(
            "my_commitments",
            "Qui doit quoi à qui",
            "governance:my_commitments",
            "construction",
            ("construction.support.partners", "implementation.move.set-in-motion"),
        ),
    )
