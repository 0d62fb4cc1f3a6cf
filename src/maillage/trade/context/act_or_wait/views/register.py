"""For a planned gesture, with whom does one act, with whom prepare, with whom wait?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.register import answer_register
from maillage.core.shell import Audience, PageLink
from maillage.core.timeline import answer_timeline
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    edit_page,
)
from maillage.ground.actors.readings.rules import NARROW
from maillage.trade.context import permissions
from maillage.trade.context.act_or_wait import queries, services
from maillage.trade.context.act_or_wait.forms import MoveForm, move_initial
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.views.pages import move_register, move_timeline, shown_times
from maillage.trade.context.act_or_wait.words import moves_reading
from maillage.trade.context.addresses import Place, page_url
from maillage.trade.context.history.queries import organisations_to_tell


@cooperation_page(can=permissions.can_open_moves)
def act_or_wait(request: CooperationRequest) -> HttpResponse:
    """The register of planned gestures."""
    return answer_register(
        request,
        move_register(request.access, timezone.localdate()),
        queries.moves(request.access),
        template="context/act_or_wait.html",
        context={"audience": _audience(request)},
    )


@cooperation_page(can=permissions.can_open_moves)
def move(request: CooperationRequest, move: int) -> HttpResponse:
    """The advice of each structure for one gesture, and their windows over time."""
    found, today = _found(request, move), timezone.localdate()
    times = queries.structure_times(request.access, found, today)
    may_keep = permissions.can_keep_moves(request.access)
    context = {
        "move": found,
        "place": moves_place(request),
        "reading": moves_reading(times),
        "around": french.long_date(found.around_on),
        "times": shown_times(request.access, times),
        "edit_url": page_url(request, "move_edit", found.pk) if may_keep else "",
        "audience": Audience(
            str(found.get_visibility_display()),
            page_url(request, "act_or_wait"),
            confidential=found.visibility in NARROW,
        ),
    }
    return answer_timeline(
        request,
        move_timeline(request.access, found, times, today),
        template="context/move.html",
        context=context,
    )


@cooperation_page(can=permissions.can_keep_moves)
def move_add(request: CooperationRequest) -> HttpResponse:
    """The form of a gesture to come; `?structure=` ticks one."""
    asked = request.GET.get("structure", "")
    return add_page(
        request,
        form=lambda sent: MoveForm(
            sent,
            organisations=organisations_to_tell(request.access),
            is_known=False,
            initial={"organisations": [asked] if asked.isascii() and asked.isdigit() else []},
        ),
        save=lambda form: services.plan_move(
            author=request.user,
            move=form.written_on(Move(cooperation=request.access.cooperation)),
            organisations=form.aimed,
        ),
        page=FormPage(
            _("Prévoir un geste"),
            moves_place(request),
            _("Quoi, envers quelles structures, autour de quand : la page dit la suite."),
        ),
        done="",
        to=lambda move: page_url(request, "move", move.pk),
    )


@cooperation_page(can=permissions.can_keep_moves)
def move_edit(request: CooperationRequest, move: int) -> HttpResponse:
    """The form that corrects a gesture, or says that it is made; the second sees both texts."""
    return edit_page(
        request,
        lambda: _found(request, move),
        form=lambda move, sent: _form(request, move, sent),
        save=lambda move, form, read: services.edit_move(
            author=request.user,
            move=form.written_on(move),
            read=read,
            organisations=form.aimed,
        ),
        page=lambda move: FormPage(
            _("Corriger le geste, ou dire qu’il est fait"), moves_place(request, move), move.label
        ),
        done=lambda move: _("« %(name)s » est à jour.") % {"name": move},
    )


def _form(request: CooperationRequest, move: Move, sent: Sent) -> MoveForm:
    parties = [party.organisation_id for party in move.parties.all()]
    return MoveForm(
        sent,
        organisations=organisations_to_tell(request.access, parties),
        is_known=True,
        initial=move_initial(move),
    )


def _audience(request: CooperationRequest) -> Audience:
    return Audience(_("chacun selon son accès"), page_url(request, "act_or_wait"))


def _found(request: CooperationRequest, number: int) -> Move:
    return get_object_or_404(queries.moves(request.access), pk=number)


def moves_place(request: CooperationRequest, move: Move | None = None) -> Place:
    """Under the register of planned gestures, or under one of them."""
    register = PageLink(_("Agir ou attendre"), page_url(request, "act_or_wait"))
    if move is None:
        return (register,)
    return (register, PageLink(move.label, page_url(request, "move", move.pk)))
