"""What one actor wants on one stake: the position that stands, those before, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.stale import Rival
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page
from maillage.ground.actors.models import Position
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.ground.actors.sources.queries import Drawn, drawn_from
from maillage.ground.directory.models import Actor
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.addresses import cell_url, page_url, positions_place, readers_of
from maillage.trade.stakes.positions.forms import CellPlace, ChooseCellForm, PositionForm
from maillage.trade.stakes.positions.queries.table import (
    CellPosition,
    history_of,
    positions,
    standing_of,
)
from maillage.trade.stakes.positions.services import record_position, withdraw_position
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.stakes.queries import open_stakes, stakes
from maillage.trade.stakes.words import numbered_stance


@dataclass(frozen=True)
class ShownCell:
    """A cell: what stands in it, its history, and the form of whoever may fill it.

    `closed` says why it may not be filled any more.
    """

    case: str
    place: CellPlace
    history: Sequence[CellPosition]
    form: PositionForm | None
    form_url: str
    closed: str = ""
    rival: Rival | None = None
    pair: tuple[str, str] | None = field(default=None)

    @property
    def title(self) -> str:
        return f"{self.place.actor}, {self.place.stake}"


def shown_cell(
    request: CooperationRequest, stake: int, actor: int, *, drawn: Drawn | None = None
) -> ShownCell:
    """What this reader knows of the cell, in at most five queries."""
    access = request.access
    about = get_object_or_404(stakes(access), pk=stake)
    who = get_object_or_404(
        Actor.objects.filter(cooperation=access.cooperation_id).select_related(
            "cooperation", "organisation__successor", "person"
        ),
        pk=actor,
    )
    cell_positions = history_of(access, who, about)
    place = CellPlace(who, about, standing_of(cell_positions))
    closed = _closed(access, who, about)
    may_fill = permissions.can_keep_positions(access) and not closed
    sent = request.POST if request.method == "POST" else None
    url = page_url(request, "position_cell", about.pk, who.pk)
    return ShownCell(
        case=f"{about.pk}~{who.pk}",
        place=place,
        history=cell_positions,
        form=PositionForm(sent, place=place, drawn=drawn) if may_fill else None,
        form_url=f"{url}{_address_query(request) if drawn else ''}",
        closed=closed,
    )


def _address_query(request: CooperationRequest) -> str:
    parameters = request.GET.copy()
    parameters.pop("case", None)
    return f"?{parameters.urlencode()}"


def _closed(access: Access, actor: Actor, stake: Stake) -> str:
    """Why the cell takes no more position, or nothing."""
    if not stake.is_in_force and stake.until:
        return _("Cet enjeu est clos depuis le %(day)s : ses positions restent.") % {
            "day": french.long_date(stake.until)
        }
    if present_actors(access.cooperation_id).filter(pk=actor.pk).exists():
        return ""
    successor = actor.organisation.successor if actor.organisation else None
    if successor is not None:
        return _("%(name)s a rejoint %(next)s : notez la suite sur cette structure.") % {
            "name": actor,
            "next": successor,
        }
    return _("%(name)s n’est plus membre : ses positions restent dans l’histoire.") % {
        "name": actor
    }


@cooperation_page(can=permissions.can_open_stakes)
def position_cell(request: CooperationRequest, stake: int, actor: int) -> HttpResponse:
    """The page of one cell; who writes second sees both texts, and loses nothing."""
    drawn = drawn_from(request.access, request.GET.dict())
    cell = shown_cell(request, stake, actor, drawn=drawn)
    form = cell.form
    if request.method != "POST" or form is None:
        return _page(request, cell)
    if not form.is_valid():
        return _page(request, cell, status=422)
    try:
        position = record_position(
            access=request.access,
            position=form.position,
            source=form.source,
            last=form.last_read,
        )
    except RivalReadingError as error:
        return _both(request, cell, form, error.current)
    say(request, _("%(name)s : la position est notée.") % {"name": position.actor})
    return redirect(cell_url(request, stake, actor))


@cooperation_page(can=permissions.can_keep_positions)
def position_choose(request: CooperationRequest) -> HttpResponse:
    """Asks whose position a sentence tells, and on which stake; then opens its cell."""
    cooperation = request.access.cooperation_id
    drawn = drawn_from(request.access, request.GET.dict())
    query = _address_query(request) if drawn else ""
    return add_page(
        request,
        form=lambda sent: ChooseCellForm(
            sent, actors=present_actors(cooperation), stakes=open_stakes(cooperation)
        ),
        save=lambda form: page_url(
            request,
            "position_cell",
            form.cleaned_data["stake"].pk,
            form.cleaned_data["actor"].pk,
        ),
        page=FormPage(
            _("En faire une position"),
            positions_place(request),
            f"« {drawn.sentence} »" if drawn and drawn.sentence else "",
            submit=_("Continuer"),
        ),
        done="",
        to=lambda cell: cell + query,
    )


def _both(
    request: CooperationRequest, cell: ShownCell, form: PositionForm, current: object
) -> HttpResponse:
    """Both texts of the cell (409): sending it again puts what was typed after the other."""
    if not isinstance(current, Position):
        raise TypeError(current)
    typed = form.position
    form.show_rival(current)
    pair = (_text(typed), _text(current))
    rival = Rival.at(current.author.short_name, current.recorded_at)
    shown = ShownCell(
        cell.case, cell.place, cell.history, form, cell.form_url, rival=rival, pair=pair
    )
    return _page(request, shown, status=409)


def _text(position: Position) -> str:
    """A position as one text: what, when, in which words."""
    lines = [numbered_stance(position.value), french.long_date(position.on), position.said]
    return "\n".join(part for part in lines if part)


def _page(request: CooperationRequest, cell: ShownCell, status: int = 200) -> HttpResponse:
    narrow = any(not one.is_withdrawn for one in cell.history)
    context = {
        "details": cell,
        "place": positions_place(request),
        "back": cell_url(request, cell.place.stake.pk, cell.place.actor.pk),
        "may_withdraw": permissions.can_keep_positions(request.access),
        "audience": readers_of(request, narrow=narrow and request.access.is_officer),
    }
    return render(request, "stakes/position_cell.html", context, status=status)


@cooperation_page(can=permissions.can_keep_positions)
def position_withdraw(request: CooperationRequest, position: int) -> HttpResponse:
    """Takes a position back: it stays in the history, and the former one stands again."""
    standing = positions(request.access).filter(withdrawn_at__isnull=True)
    record = get_object_or_404(
        standing.select_related("actor__organisation", "actor__person", "subject"), pk=position
    )
    stake = get_object_or_404(stakes(request.access), subject=record.subject_id)
    return drop_page(
        request,
        drop=lambda: withdraw_position(access=request.access, position=record),
        page=FormPage(
            _("Retirer la position"),
            positions_place(request),
            f"{record.actor}, {stake} : {numbered_stance(record.value)}.",
            back_to=cell_url(request, stake.pk, record.actor_id),
            keep=_("La garder"),
            warning=_("Retirez ce qui était faux. Ce qui a changé se note par une autre position."),
        ),
        done=_("La position est retirée ; elle reste dans l’histoire de la case."),
    )
