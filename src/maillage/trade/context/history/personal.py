"""What does the history of relations know of a person?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.context.history.models import Relation
from maillage.trade.context.history.queries import relations
from maillage.trade.context.history.words import dates_words

WORDS = ("label", "others", "said")
# Their name in the words of a relation; its source forgets them in its own room.
forget_history = erasing(Erasable(Relation, texts=WORDS))


def export_history(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The relations whose words name them."""
    rows = [
        (one.label, dates_words(one), one.said)
        for one in relations(as_access(reader))
        if any(somebody.is_mentioned_in(getattr(one, name)) for name in WORDS)
    ]
    return (Chapter(_("Histoire des relations"), (_("Relation"), _("Période"), _("Récit")), rows),)
