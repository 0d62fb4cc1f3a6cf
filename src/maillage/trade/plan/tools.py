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
                "implementation.sustain.jointly",
                "emergence.actors.work-together",
            ),
            opens=("action", "objective", "share"),
            question=Question.PROMISES,
            purpose="qui fait quoi, et pour quand",
        ),
    )
