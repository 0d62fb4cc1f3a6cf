"""The page that an élu prints before a meeting or a council."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.panels import panels
from maillage.core.sheet import Line, ShortList, short_list
from maillage.core.shell import Audience
from maillage.core.strands import Key, StrandMark, Thread
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.cooperations.room_answers.threads import threads_of
from maillage.ground.directory import permissions
from maillage.ground.directory.records.queries.people import own_organisations
from maillage.ground.directory.records.views import (
    organisation_place,
    organisation_url,
    organisations_place,
)
from maillage.ground.directory.threads.words import thread_sentence

# What one side of A4 holds when every line is long.
MOST = 5


@cooperation_page(can=permissions.can_open_elected_sheet)
def elected_sheet(request: CooperationRequest) -> HttpResponse:
    """The votes, the promises, the next meeting and the actions of `?structure=`, or of the first.

    Each part is what this access reads, and says how much of it the page leaves out. Who has no
    structure here is led to the register.
    """
    access, wanted = request.access, request.GET.get("structure", "")
    rows = own_organisations(access)
    if not rows:
        return redirect(organisations_place(request)[0].url)
    own = next((one for one in rows if wanted in {"", str(one.pk)}), None)
    if own is None:
        raise Http404
    thread, url = threads_of(access, [own.pk])[own.pk], organisation_url(request, own)
    context = {
        "organisation": own,
        "place": organisation_place(request, own),
        "sentence": thread_sentence(thread),
        "votes": _short(thread, "votes", url, _("Son conseil n’a été saisi d’aucune question.")),
        "promises": _short(thread, "promises", url, _("Aucune que votre accès laisse lire.")),
        "panels": ask_rooms(panels, access, "elected_sheet", own.pk),
        "audience": Audience(_("vous, selon votre accès"), url),
    }
    return render(request, "directory/elected_sheet.html", context)


def _short(thread: Thread, key: Key, url: str, empty: str) -> ShortList:
    return short_list(_in_order(thread.marks(key)), MOST, url=url, empty=empty)


def _in_order(marks: Sequence[StrandMark]) -> list[Line]:
    """What is still open, the most pressing first, then what is settled, the last first."""

    def presses(one: StrandMark) -> tuple[bool, date]:
        return one.fact not in {"late", "unknown"}, one.limit or one.day or date.max

    still_open = sorted((one for one in marks if one.is_open), key=presses)
    settled = [one for one in marks if not one.is_open]
    settled.sort(key=lambda one: one.on or date.min, reverse=True)
    return [one.line for one in (*still_open, *settled)]
