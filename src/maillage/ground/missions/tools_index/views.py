"""All the tools on one page, by the question that one wonders."""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.missions import permissions
from maillage.ground.missions.tools_index import queries
from maillage.ground.missions.tools_index.words import tools_reading


@cooperation_page(can=permissions.can_open_map)
def tools_index(request: CooperationRequest) -> HttpResponse:
    """The tools by question, those that `q` finds if it is asked; htmx asks for them alone."""
    typed = request.GET.get("q", "")[:200]
    groups = queries.index(request.access, typed)
    context = {
        "typed": typed,
        "groups": [group for group in groups if group.question != "holds"],
        "holds": [group for group in groups if group.question == "holds"],
        "count": queries.to_find(groups),
        "reading": tools_reading(queries.to_find(queries.index(request.access))),
        "put_aside": profile(request.access.cooperation.profile).put_aside,
    }
    template = "missions/tools_index.html"
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, f"{template}#results" if is_part else template, context)
