"""What waits for me, what arrived since my last visit, what comes, and what the next one needs."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import pressing_first, waiting
from maillage.core.messages import say
from maillage.core.panels import panels
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.journal.arrivals import DayOfArrivals, arrivals_since
from maillage.ground.directory.records.queries.arrivals import reader_of_own_arrivals
from maillage.ground.missions import permissions
from maillage.ground.missions.mission import queries
from maillage.ground.missions.mission_map import words as readings
from maillage.ground.missions.mission_map.views import next_dates
from maillage.ground.missions.my_day import queries as day_queries
from maillage.ground.missions.my_day import services as day_services
from maillage.ground.missions.my_day.forms import HandOverForm


@cooperation_page(can=permissions.can_open_map)
def my_day(request: CooperationRequest) -> HttpResponse:
    """The three next gestures, what arrived, the next dates and the hand-over note."""
    access, today = request.access, timezone.localdate()
    request.seen_by = Visibility.ME
    if request.method == "POST":
        day_services.mark_seen(access=access)
        return redirect("missions:my_day", access.cooperation.slug)
    gestures = pressing_first(ask_rooms(waiting, access, today))
    if len(gestures) < 3:
        leaves = queries.read_leaves(access, today)
        of_map = readings.map_gestures(access, leaves, 3)
        gestures = readings.next_gestures(gestures, of_map, leaves.values())
    seen = access.seen_at or access.given_at
    context = {
        "gestures": gestures[:3],
        "others": gestures[3:8],
        "seen": seen,
        "days": _arrived(request) if access.is_in_team else [],
        "dates": next_dates(access, today),
        "note": day_queries.last_hand_over(access),
        "begins_with_panels": access.role == Role.ELECTED,
        "panels": ask_rooms(panels, access, "day", access.pk),
    }
    return render(request, "missions/my_day.html", context)


@cooperation_page(can=permissions.can_hand_over)
def my_day_hand_over(request: CooperationRequest) -> HttpResponse:
    """The form of the hand-over note."""
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day_services.hand_over(
            author=request.user, access=request.access, text=form.cleaned_data["text"]
        )
        say(request, _("Votre note attend la personne qui prendra la suite."))
        return redirect("missions:my_day", request.access.cooperation.slug)
    return render(request, "missions/my_day_hand_over.html", {"form": form})


def _arrived(request: CooperationRequest) -> list[DayOfArrivals]:
    access = request.access
    return arrivals_since(access.seen_at or access.given_at, reader_of_own_arrivals(access))
