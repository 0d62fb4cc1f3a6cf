"""Where do the links of actions name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.plan.links.models import ActionLink

# Their name wherever one says why two actions are tied.
forget_links = erasing(Erasable(ActionLink, "one", ("why",)))
