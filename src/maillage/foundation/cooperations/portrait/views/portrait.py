"""What is this cooperation, in one page that one can show?"""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.core.panels import panels
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.spaces import queries


@cooperation_page(can=permissions.can_open)
def portrait(request: CooperationRequest) -> HttpResponse:
    """The portrait: object, phase, dates, who runs it, and what the other rooms add."""
    access = request.access
    context = {
        "cooperation": access.cooperation,
        "profile": profile(access.cooperation.profile),
        "officers": queries.officers(access),
        "panels": panels.ask(access, "cooperation", access.cooperation_id),
    }
    return render(request, "cooperations/portrait.html", context)
