"""If a step ended on another day, when would the action end?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.steps.forms import WhatIfForm
from maillage.trade.plan.steps.queries import graph_before
from maillage.trade.plan.steps.views.sheet import holding_choices
from maillage.trade.plan.steps.words import what_if_words


@cooperation_page(can=permissions.can_open_plan)
def what_if(request: CooperationRequest, action: int) -> HttpResponse:
    """What a day that one tries would change to the end of an action; nothing is written."""
    access, today = request.access, timezone.localdate()
    record = get_object_or_404(actions(access), pk=action)
    graph = graph_before(access, record.pk)
    outlook = graph.outlook(today)
    form = WhatIfForm(request.GET or None, holding=holding_choices(graph, outlook, record.pk))
    sentence = ""
    if form.is_valid():
        key, day = form.cleaned_data["etape"], form.cleaned_data["jour"]
        last = graph.last_of(record.pk, outlook)
        other = graph.outlook_with(key, day, today)
        ends = outlook.possible[last].end, other.possible[last].end
        names = graph.title(key), graph.title(last)
        sentence = what_if_words(names[0], day, names[1], ends)
    context = {
        "form": form,
        "sentence": sentence,
        "url": request.path,
        "place": action_place(request, record),
        "back": page_url(request, "action", record.pk),
    }
    return render(request, "plan/what_if.html", context)
