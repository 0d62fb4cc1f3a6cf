"""The help of one tool."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.missions import permissions
from maillage.ground.missions.guides.queries import guide_of
from maillage.ground.missions.mission import queries


@cooperation_page(can=permissions.can_open_map)
def guide(request: CooperationRequest, word: str) -> HttpResponse:
    """What the mission asks, how to do it well, what the tool reads."""
    offered = {tool.word: tool for tool in queries.offered_tools(request.access)}
    if word not in offered:
        raise Http404
    context = {"guide": guide_of(word), "tool": offered[word]}
    return render(request, "missions/guide.html", context)
