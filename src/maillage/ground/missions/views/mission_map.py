"""Where does the cooperation stand, mission by mission?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.ground.missions import permissions, queries
from maillage.ground.missions.tree import tree


@cooperation_page(can=permissions.can_open_map)
def mission_map(request: CooperationRequest) -> HttpResponse:
    """The map of missions, with the state of each as this reader sees it."""
    leaves = queries.read_leaves(request.access, timezone.localdate())
    phases = [
        (
            phase,
            [(branch, [leaves[leaf.slug] for leaf in branch.leaves]) for branch in phase.branches],
        )
        for phase in tree().phases
    ]
    return render(request, "missions/mission_map.html", {"phases": phases})
