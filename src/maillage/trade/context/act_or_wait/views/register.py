"""For a planned gesture, with whom does one act, with whom prepare, with whom wait?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import version_read
from maillage.core.timeline import answer_timeline
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
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
    form = MoveForm(
        request.POST or None,
        organisations=organisations_to_tell(request.access),
        is_known=False,
        initial={"organisations": [asked] if asked.isascii() and asked.isdigit() else []},
    )
    if request.method == "POST" and form.is_valid():
        kept = services.plan_move(
            author=request.user,
            move=form.written_on(Move(cooperation=request.access.cooperation)),
            organisations=form.aimed,
        )
        return redirect(page_url(request, "move", kept.pk))
    page = FormPage(
        _("Prévoir un geste"),
        page_url(request, "act_or_wait"),
        sentence=_("Quoi, envers quelles structures, autour de quand : la page dit la suite."),
        place=moves_place(request),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_moves)
def move_edit(request: CooperationRequest, move: int) -> HttpResponse:
    """The form that corrects a gesture, or says that it is made; the second sees both texts."""
    found = _found(request, move)
    back, read = page_url(request, "move", found.pk), version_read(request, found)
    form = _form(request, found, is_sent=request.method == "POST")
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_move(
                author=request.user,
                move=form.written_on(found),
                read=read,
                organisations=form.aimed,
            )
        except StaleVersionError as stale:
            saved = _form(request, _found(request, move), is_sent=False)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("« %(name)s » est à jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Corriger le geste, ou dire qu’il est fait"),
        back,
        sentence=found.label,
        place=moves_place(request, found),
        version=read,
    )
    return form_page(request, form, page)


def _form(request: CooperationRequest, found: Move, *, is_sent: bool) -> MoveForm:
    named = [party.organisation_id for party in found.parties.all()]
    return MoveForm(
        request.POST if is_sent else None,
        organisations=organisations_to_tell(request.access, named),
        is_known=True,
        initial=move_initial(found),
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
