"""What can a sentence of the notebook become here? A commitment."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.governance import permissions


@excerpts.answer
def governance_excerpts(reader: Reader) -> Sequence[Excerpt]:
    """The form of a commitment, for who keeps commitments."""
    access = as_access(reader)
    if not permissions.can_keep_commitments(access):
        return ()
    url = reverse("governance:commitment_add", args=[access.cooperation.slug])
    return (Excerpt(_("En faire un engagement"), url),)
