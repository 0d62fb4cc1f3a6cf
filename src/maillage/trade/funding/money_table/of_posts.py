"""Which operation is a post, and which cost would say what one post costs to all who read it?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.funding_plan.models import COST_OF_A_POST
from maillage.trade.funding.money_table.columns import TITLE
from maillage.trade.funding.money_table.rows import Operation
from maillage.trade.plan.engineering.queries import posts
from maillage.trade.plan.models import Post

PostsByTitle = Mapping[str, Sequence[Post]]


def posts_by_title(access: Access) -> PostsByTitle:
    """The posts of the cooperation by their title, folded; several may bear the same one."""
    by_title = defaultdict[str, list[Post]](list)
    for one in posts(access):
        by_title[one.folded].append(one)
    return by_title


def find_post(one: Operation, by_title: PostsByTitle) -> None:
    """Finds the post that an operation names; elsewhere than in its plan, its cost is refused.

    What one post costs is nearly a pay, which only its own plan says to those who may read it.
    """
    alike = by_title.get(fold(one.title), []) if not one.existing and not one.action else []
    one.post = alike[0] if alike else None
    if len(alike) > 1:
        words = _("Plusieurs postes portent ce nom : ouvrez leurs plans un à un.")
        one.row.refuse(TITLE.name, words)
    if one.is_of_post:
        return
    for cost in one.costs:
        if cost.label and fold(cost.label) in by_title:
            cost.row.refuse(cost.key, str(COST_OF_A_POST))
            one.row.is_refused = True
