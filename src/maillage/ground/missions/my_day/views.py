"""What waits for me, what arrived since my last visit, what comes, and what the next one needs."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting, awaited, gestures_of, suggestions, waiting
from maillage.core.messages import say
from maillage.core.panels import panels
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.journal.arrivals import DayOfArrivals, arrivals_since
from maillage.ground.directory.records.queries.arrivals import reader_of_own_arrivals
from maillage.ground.missions import permissions
from maillage.ground.missions.mission import queries
from maillage.ground.missions.mission.queries import ReadLeaf
from maillage.ground.missions.mission_map import words as readings
from maillage.ground.missions.mission_map.views import next_dates
from maillage.ground.missions.my_day import queries as day_queries
from maillage.ground.missions.my_day import services as day_services
from maillage.ground.missions.my_day.forms import HandOverForm
from maillage.ground.missions.my_day.models import HandOver
from maillage.ground.missions.my_day.words import Day, day_reading

MOST = 3


@cooperation_page(can=permissions.can_open_map)
def my_day(request: CooperationRequest) -> HttpResponse:
    """The three next gestures, the others, what others owe, what arrived, the dates, the note.

    Who only reads has no day: their page is the portrait.
    """
    access, today = request.access, timezone.localdate()
    if not permissions.has_day(access.role):
        return redirect("cooperations:portrait", access.cooperation.slug)
    request.seen_by = Visibility.ME
    if request.method == "POST":
        day_services.mark_seen(access=access)
        return redirect("missions:my_day", access.cooperation.slug)
    leaves = queries.read_leaves(access, today)
    gestures, owed = _gestures(access, leaves, today), _owed(access, today)
    dates, days, seen = next_dates(access, today), _arrived(access), _seen(access)
    note, is_seen = _note(access)
    arrivals = sum(one.count for arrived in days for one in arrived.arrivals)
    day = Day(
        today=today,
        since=timezone.localtime(seen).date(),
        gestures=gestures,
        arrived=arrivals,
        note_of=note.author.name if note and not is_seen else "",
        follows=access.is_in_team,
        next_date=dates[0] if dates else None,
        aged=readings.aged_count(leaves.values()) if access.is_in_team else 0,
        owed=len(owed),
    )
    context = {
        "reading": day_reading(day),
        "gestures": gestures[:MOST],
        "others": [one for one in gestures[MOST:] if not one.can_wait],
        "later": [one for one in gestures[MOST:] if one.can_wait],
        "awaited": owed,
        "suggestion": _suggestion(access, today) if day.is_quiet else None,
        "seen": seen,
        "days": days,
        "dates": dates[:MOST],
        "note": note,
        "note_is_seen": is_seen,
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


def _note(access: Access) -> tuple[HandOver | None, bool]:
    """What the last person to leave wrote, and whether the reader has seen it."""
    note = day_queries.last_hand_over(access)
    return note, bool(note and access.seen_at and note.written_at <= access.seen_at)


def _gestures(access: Access, leaves: dict[str, ReadLeaf], today: date) -> list[Waiting]:
    """What the rooms ask, those alike together; then what the map asks, when there is room."""
    gestures = gestures_of(ask_rooms(waiting, access, today))
    if len(gestures) >= MOST:
        return gestures
    of_map = readings.map_gestures(access, leaves, MOST)
    return readings.next_gestures(gestures, of_map, leaves.values())


def _owed(access: Access, today: date) -> list[Waiting]:
    """What the reader waits for from others, those alike together."""
    return gestures_of(ask_rooms(awaited, access, today))


def _suggestion(access: Access, today: date) -> Waiting | None:
    """What could be done when nothing presses: one thing."""
    return next(iter(ask_rooms(suggestions, access, today)), None)


def _seen(access: Access) -> datetime:
    return access.seen_at or access.given_at


def _arrived(access: Access) -> list[DayOfArrivals]:
    if not access.is_in_team:
        return []
    return arrivals_since(_seen(access), reader_of_own_arrivals(access))
