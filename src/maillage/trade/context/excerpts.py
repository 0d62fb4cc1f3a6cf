"""What can a sentence of a note become in the context?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.context import permissions


@excerpts.answer
def context_excerpts(reader: Reader) -> Sequence[Excerpt]:
    """A piece of news, a reading of the nature, a past relation; for who may note them."""
    access = as_access(reader)
    if not permissions.can_keep_signals(access):
        return ()
    slug = access.cooperation.slug
    return (
        Excerpt(_("En faire une actualité"), reverse("context:signal_add", args=[slug])),
        Excerpt(
            _("En faire une lecture : souhaitée ou imposée"),
            reverse("context:nature_add", args=[slug]),
        ),
        Excerpt(_("En faire un récit de l’histoire"), reverse("context:relation_add", args=[slug])),
    )
