"""Which of the links sent by the officers have still to be answered?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting, awaited
from maillage.core.points import Reader
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.links.queries import answer_links
from maillage.foundation.cooperations.spaces.readers import as_access


@awaited.answer
def links_are_awaited(reader: Reader, _today: date) -> Sequence[Waiting]:
    """The links that open and did not serve, in one line; one query."""
    access = as_access(reader)
    if not permissions.can_steer(access):
        return ()
    rows = answer_links(access).filter(
        used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    values = rows.order_by().aggregate(count=Count("pk"), first=Min("created_at"))
    if not values["count"]:
        return ()
    label = ngettext(
        "%(n)s lien de réponse n’a pas encore servi",
        "%(n)s liens de réponse n’ont pas encore servi",
        values["count"],
    ) % {"n": french.capital(french.in_words(values["count"]))}
    first = french.long_date(timezone.localtime(values["first"]).date())
    reason = _("Le plus ancien est du %(day)s.") % {"day": first}
    url = reverse("cooperations:answer_links", args=[access.cooperation.slug])
    return (Waiting(label, reason, url),)
