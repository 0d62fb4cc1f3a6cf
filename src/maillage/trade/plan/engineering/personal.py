"""Where do the posts name a person, and what is erased of them?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.plan.engineering.models import EngineeringNeed, Post, PostHolding
from maillage.trade.plan.engineering.words import period_words

# Their place in the posts, which keep their dates.
forget_posts = erasing(
    Erasable(Post, texts=("title", "mission")),
    Erasable(PostHolding, "post", (), person="person"),
    Erasable(EngineeringNeed, texts=("source",)),
)


def export_posts(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The posts that they hold or held."""
    access = as_access(reader)
    rows = [
        (str(one.post), str(one.post.employer), period_words(one))
        for one in PostHolding.objects.filter(
            post__cooperation=access.cooperation_id, person=somebody.number
        ).select_related("post__employer")
    ]
    return (Chapter(_("Postes financés"), (_("Poste"), _("Employeur"), _("Quand")), rows),)
