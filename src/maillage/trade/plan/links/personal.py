"""Where do the links of actions name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.plan.links.models import ActionLink

ERASABLE = Erasable(ActionLink, "one", ("why",))


def forget_links(somebody: Somebody) -> None:
    """Their name wherever one says why two actions are tied."""
    ERASABLE.erase(somebody)
