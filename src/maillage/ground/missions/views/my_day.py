"""What waits for me, and what comes next?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.core.agenda import waiting
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.ground.missions import permissions


@cooperation_page(can=permissions.can_open_map)
def my_day(request: CooperationRequest) -> HttpResponse:
    """The three next gestures of this reader."""
    gestures = waiting.ask(request.access, timezone.localdate())
    return render(request, "missions/my_day.html", {"gestures": gestures[:3]})
