"""What does a meeting call for, during it and after it?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance import permissions
from maillage.trade.governance.meeting_page.queries import TakenDecision
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.attendance import PresenceLine
from maillage.trade.governance.meetings.queries.meetings import MeetingSheet
from maillage.trade.governance.meetings.views.sheet import next_gesture


def expected_now(access: Access, meeting: Meeting, noted: int) -> Waiting | None:
    """During: who is there, then the record as it is written."""
    if not permissions.can_keep_attendance(access):
        return None
    if not noted:
        return Waiting(
            _("Noter qui est là"),
            _("Une touche par siège ; le quorum se compte à mesure."),
            _url(access, "meeting_attendance", meeting),
            verb=_("Noter les présences"),
        )
    return Waiting(
        _("Le relevé"),
        _("Il se rédige à mesure : décisions, présences et notes y sont déjà."),
        _url(access, "meeting_record", meeting),
        verb=_("Relire le relevé"),
    )


def fill_gesture(access: Access, meeting: Meeting, lines: Sequence[PresenceLine]) -> Waiting | None:
    """Before, once it is convened: the seats in which nobody in office sits."""
    vacant = [line for line in lines if line.is_vacant]
    if not (vacant and meeting.is_open and permissions.can_keep_bodies(access)):
        return None
    page = "body" if all(line.sitting for line in vacant) else "body_holders"
    return Waiting(
        _("Qui siège"),
        ngettext(
            "Un siège n’a personne en fonction.",
            "%(n)s sièges n’ont personne en fonction.",
            len(vacant),
        )
        % {"n": french.capital(french.in_words(len(vacant)))},
        reverse(f"governance:{page}", args=[access.cooperation.slug, meeting.body_id]),
        verb=_("Nommer"),
    )


def expected_after(
    access: Access,
    sheet: MeetingSheet,
    taken: Sequence[TakenDecision],
    sent: int | None,
    today: date,
) -> Waiting | None:
    """After: whether it was held, then the councils to ask, then the record to send."""
    meeting = sheet.meeting
    if meeting.is_open or not permissions.can_keep_meetings(access):
        return next_gesture(access, sheet, today)
    if meeting.concluded_on is None:
        return None
    if any(one.is_asking for one in taken) and permissions.can_keep_decisions(access):
        return Waiting(
            _("Aux conseils de délibérer"),
            _("Une décision attend d’être posée aux conseils : son texte y est déjà."),
            "#m-decisions",
            verb=_("Voir la décision"),
        )
    if not sent and not meeting.is_locked:
        return Waiting(
            _("Le relevé à envoyer"),
            _("À qui était là, excusé ou représenté, avec un lien pour demander un changement."),
            _url(access, "meeting_record_send", meeting),
            verb=_("Envoyer le relevé"),
        )
    return None


def _url(access: Access, page: str, meeting: Meeting) -> str:
    return reverse(f"governance:{page}", args=[access.cooperation.slug, meeting.pk])
