"""What does the plan know of a person?"""

from collections.abc import Sequence

from maillage.core.personal import Room, Somebody, personal
from maillage.trade.plan.actions.personal import export_actions, forget_actions
from maillage.trade.plan.engineering.personal import export_posts, forget_posts
from maillage.trade.plan.fiches.personal import forget_fiches
from maillage.trade.plan.linked_projects.personal import export_projects, forget_projects
from maillage.trade.plan.links.personal import forget_links
from maillage.trade.plan.selection.personal import forget_selection
from maillage.trade.plan.steps.personal import forget_steps


@personal.answer
def plan_room() -> Sequence[Room]:
    """The actions, the parts, the posts and the projects that name them, and what they answered."""
    return (
        Room(export_actions, _forget),
        Room(export_posts, forget_posts),
        Room(export_projects, forget_projects),
    )


def _forget(somebody: Somebody) -> None:
    forget_actions(somebody)
    forget_steps(somebody)
    forget_fiches(somebody)
    forget_links(somebody)
    forget_selection(somebody)
