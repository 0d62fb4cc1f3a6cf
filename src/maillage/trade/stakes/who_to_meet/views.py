"""Whom to meet: one list of what is not known, not sure, or no longer recent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.first_rows import first_rows
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.services import record_opening
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import page_url, positions_place, readers_of
from maillage.trade.stakes.who_to_meet.queries import visits
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit
from maillage.trade.stakes.who_to_meet.words import reason_words, visits_sentence

FIRST = 3


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """A structure to meet, its sheet, and each reason with the cells it comes from."""

    visit: Visit
    reasons: Sequence[tuple[str, Sequence[MeetingCell], int]]


@cooperation_page(can=permissions.can_see_who_to_meet)
def who_to_meet(request: CooperationRequest) -> HttpResponse:
    """The members to meet, most cells first; each opening is recorded."""
    place = request.access.cooperation
    record_opening(request.user, place, cooperation_id=place.pk)
    read = visits(request.access, timezone.localdate())
    is_readable = read.has_stakes or read.called
    shown = [ShownVisit(one, reason_words(one)) for one in read.called]
    context = {
        "place": positions_place(request),
        "sentence": visits_sentence(read.called, read.members) if is_readable else "",
        "first": shown[:FIRST],
        "visits": first_rows(request, shown[FIRST:]),
        "empty": None if is_readable else _empty(request),
        "audience": readers_of(request, narrow=True),
    }
    return render(request, "stakes/who_to_meet.html", context)


def _empty(request: CooperationRequest) -> Empty:
    add = Action(_("Nommer un enjeu"), page_url(request, "stake_add"), "plus", main=True)
    return Empty(
        _("Aucun enjeu pour l’instant"),
        _("Nommez ce qui est en jeu : cette page dira auprès de qui il reste à l’entendre."),
        (add,) if permissions.can_keep_stakes(request.access) else (),
    )
