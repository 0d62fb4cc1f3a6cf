"""Where does the cooperation stand, mission by mission?"""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from maillage.core.agenda import Upcoming, dates, waiting
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.profiles.first_tools import first_tools
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.missions import permissions
from maillage.ground.missions.mission import queries
from maillage.ground.missions.mission.queries import tools_of
from maillage.ground.missions.mission_map import words as readings
from maillage.ground.missions.mission_map.drawing.whole_map import mission_tree
from maillage.ground.missions.mission_map.homes import begins_elsewhere, home_of, tree_url

AHEAD = timedelta(days=60)


@cooperation_page(can=permissions.can_open_map)
def mission_map(request: CooperationRequest) -> HttpResponse:
    """The map as a tree or as columns, and beside it what waits, comes and has aged.

    Who begins elsewhere is led there, unless they ask for the map.
    """
    access, today = request.access, timezone.localdate()
    slug = access.cooperation.slug
    if begins_elsewhere(access.role) and "vue" not in request.GET:
        return redirect(home_of(access.role), slug)
    leaves = queries.read_leaves(access, today)
    gestures = readings.next_gestures(
        ask_rooms(waiting, access, today),
        readings.map_gestures(access, leaves, 4),
        leaves.values(),
    )
    context = {
        "tree": mission_tree(access, leaves, chosen=_chosen(leaves), first=_first_tools(access)),
        "view": "columns" if request.GET.get("vue") == "colonnes" else "tree",
        "tree_url": tree_url(access.role, slug),
        "columns_url": f"{address('missions:mission_map', slug)}?vue=colonnes",
        "reading": readings.map_reading(leaves.values(), leads=access.is_in_team),
        "expected": next(iter(gestures), None),
        "gestures": gestures[1:5],
        "dates": next_dates(access, today),
        "said": [read for read in leaves.values() if read.declaration and not read.aside],
    }
    return render(request, "missions/mission_map.html", context)


def next_dates(access: Access, today: date) -> list[Upcoming]:
    """The five next dates of the cooperation, within two months."""
    coming_dates = ask_rooms(dates, access, today, today + AHEAD)
    return sorted(coming_dates, key=lambda upcoming: upcoming.on)[:5]


def _chosen(leaves: dict[str, queries.ReadLeaf]) -> str:
    """The leaf that the inset shows: the first that has aged, else the first that moves."""
    for mark in ("aged", "doing", "todo"):
        for slug, read in leaves.items():
            if read.mark == mark:
                return slug
    return ""


def _first_tools(access: Access) -> frozenset[str]:
    """The ten tools of the profile; none are marked where nothing is put aside."""
    kind = access.cooperation.profile
    if not profile(kind).put_aside:
        return frozenset()
    return frozenset(one.tool for one in first_tools(kind, tools_of(access.role)))
