"""When does the council of each structure meet, and what does it owe already?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.points import Reader
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.queries.joint_decisions import unsettled
from maillage.trade.governance.joint_decisions.words.steps import sending

MOST = 500


@windows.answer
def council_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """The sessions of the period, and the deliberations that wait for a date; one query."""
    access = as_access(reader)
    asked = Q(session_on__range=(first, last)) | Q(session_on__isnull=True)
    rows = unsettled(access).filter(asked).order_by("session_on", "pk")[:MOST]
    return [_window(access, one, first) for one in rows]


def _window(access: Access, one: Deliberation, first: date) -> Window:
    url = reverse("governance:joint_decision_council", args=[access.cooperation.slug, one.pk])
    title = one.decision.title
    if one.session_on is None:
        return Window(
            one.organisation_id,
            one.sent_on or first,
            None,
            helps=False,
            reason=_("« %(title)s » attend déjà son conseil, dont la date n’est pas connue")
            % {"title": title},
            url=url,
            kind="deliberation",
        )
    return Window(
        one.organisation_id,
        one.session_on,
        one.session_on,
        helps=True,
        reason=_session_words(one, one.session_on),
        url=url,
        kind="council",
    )


def _session_words(one: Deliberation, session: date) -> str:
    """« conseil le 12 décembre 2026 (« Charte »), texte à envoyer avant le 6 décembre 2026 »."""
    said = _("conseil le %(day)s (« %(title)s »)") % {
        "day": french.long_date(session),
        "title": one.decision.title,
    }
    found = sending(one)
    if found is None or found.figures.latest_sending_date is None:
        return said
    day = french.long_date(found.figures.latest_sending_date)
    return _("%(said)s, dernier jour d’envoi le %(day)s") % {"said": said, "day": day}
