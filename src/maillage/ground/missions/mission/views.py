"""One mission: what it asks, where it stands and why, the next step, and what an officer says."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.messages import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.missions import permissions
from maillage.ground.missions.mission import queries, services
from maillage.ground.missions.mission.forms import DeclareForm
from maillage.ground.missions.mission.words import since_in_words, would_change
from maillage.ground.missions.tree import phase_of, tree


@cooperation_page(can=permissions.can_open_map)
def mission(request: CooperationRequest, leaf: str) -> HttpResponse:
    """The sheet of a mission, as this reader may know it."""
    read = _read(request, leaf)
    may_declare = permissions.can_declare_state(request.access)
    context = {
        "read": read,
        "phase": phase_of(leaf),
        "since": since_in_words(read),
        "would_change": would_change(read, may_declare=may_declare),
        "form": DeclareForm(initial=_as_read(read)) if may_declare else None,
        "next_url": _next_url(request, read) if may_declare else "",
        "former": queries.former_declarations(request.access, leaf),
        "ties": [tie for tie in tree().ties if leaf in {tie.start, tie.end}],
    }
    return render(request, "missions/mission.html", context)


def _next_url(request: CooperationRequest, read: queries.ReadLeaf) -> str:
    """Where the next gesture is made; nothing where a button of its tools leads there already."""
    url = read.state.next_url if read.state and read.next_step else ""
    pages = [address(one.page, request.access.cooperation.slug) for one in read.tools]
    return "" if url in pages else url


@cooperation_page(can=permissions.can_declare_state)
def mission_declare(request: CooperationRequest, leaf: str) -> HttpResponse:
    """The form by which an officer says a state, or puts the mission aside."""
    read = _read(request, leaf)
    form = DeclareForm(request.POST or None, initial=_as_read(read))
    if request.method == "POST" and form.is_valid():
        services.declare(author=request.user, access=request.access, leaf=leaf, **form.cleaned_data)
        say(request, _("C’est noté : %(mission)s.") % {"mission": read.leaf.short})
        return redirect("missions:mission", request.access.cooperation.slug, leaf)
    return render(request, "missions/mission_declare.html", {"read": read, "form": form})


@cooperation_page(can=permissions.can_declare_state)
def mission_take_back(request: CooperationRequest, leaf: str) -> HttpResponse:
    """Takes back a mission put aside, or ends what was declared; a POST, from the mission."""
    read = _read(request, leaf)
    if request.method == "POST" and read.aside:
        services.declare(
            author=request.user,
            access=request.access,
            leaf=leaf,
            saying="back",
            reason=_("Reprise dans la démarche."),
            declared_on=timezone.localdate(),
        )
    elif request.method == "POST":
        services.withdraw_declaration(author=request.user, access=request.access, leaf=leaf)
    return redirect("missions:mission", request.access.cooperation.slug, leaf)


def _as_read(read: queries.ReadLeaf) -> dict[str, object]:
    """What the form begins with: today, and where the mission stands."""
    return {"declared_on": timezone.localdate(), "saying": read.mark}


def _read(request: CooperationRequest, leaf: str) -> queries.ReadLeaf:
    if leaf not in tree().leaves:
        raise Http404
    return queries.read_leaves(request.access, timezone.localdate())[leaf]
