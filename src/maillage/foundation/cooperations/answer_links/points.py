"""Which of the links sent by the officers have still to be answered?"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting, awaited
from maillage.core.points import Reader
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.links.queries import answer_links
from maillage.foundation.cooperations.questions.points import questions
from maillage.foundation.cooperations.spaces.readers import as_access


@awaited.answer
def links_are_awaited(reader: Reader, _today: date) -> Sequence[Waiting]:
    """The answers awaited by link, a line for each question that no room names; one query."""
    access = as_access(reader)
    if not permissions.can_steer(access):
        return ()
    rows = answer_links(access).filter(
        used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    sums = (
        rows.order_by()
        .values_list("purpose")
        .annotate(
            Count("target", distinct=True),
            Count("pk"),
            Min("created_at"),
            Min("recipient"),
            Min("about"),
        )
    )
    by_purpose = {purpose: rest for purpose, *rest in sums}
    url = reverse("cooperations:answer_links", args=[access.cooperation.slug])
    return [
        Waiting(*_awaited(one.several if targets > 1 and one.several else one.label, *rest), url)
        for one in questions.ask()
        if one.awaits and one.purpose in by_purpose
        for targets, *rest in [by_purpose[one.purpose]]
    ]


def _awaited(label: str, count: int, since: datetime, who: str, about: str) -> tuple[str, str]:
    """« La mairie de Brolles n’a pas encore répondu : … », or how many links wait for one."""
    day = {"day": french.long_date(timezone.localtime(since).date())}
    if count == 1:
        words = _("%(who)s n’a pas encore répondu : %(about)s")
        line = words % {"who": french.capital(who), "about": about}
        return line, _("Lien préparé le %(day)s.") % day
    words = _("%(label)s : %(n)s liens sans réponse")
    line = words % {"label": label, "n": french.in_words(count)}
    return line, _("Le plus ancien lien a été préparé le %(day)s.") % day
