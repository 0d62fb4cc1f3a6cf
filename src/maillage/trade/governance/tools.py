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
        Tool(
            "joint_decisions",
            "Délibérations",
            "governance:joint_decisions",
            "implementation",
            ("implementation.lead.deliberations",),
            opens=("joint_decision",),
        ),
    )
