"""The page for the projector: one stake at a time, large, with what all may read."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.messages import say
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import page_url, positions_place
from maillage.trade.stakes.own_answers import noted_meanwhile
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.stakes.queries import open_stakes
from maillage.trade.stakes.workshop.forms import WorkshopForm
from maillage.trade.stakes.workshop.queries import seated_on
from maillage.trade.stakes.workshop.services import record_workshop


@cooperation_page(can=permissions.can_keep_positions)
def position_workshop(request: CooperationRequest) -> HttpResponse:
    """The stake on the wall, and what each structure says of it."""
    stakes = list(open_stakes(request.access.cooperation_id).select_related("subject"))
    stake = _requested_stake(stakes, request.GET.get("enjeu", ""))
    if stake is None:
        return _page(request, None, stakes, None)
    seated = seated_on(request.access, stake)
    form = WorkshopForm(request.POST or None, seated=seated)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, stakes, stake, status=422 if form.is_bound else 200)
    try:
        positions = record_workshop(
            access=request.access,
            stake=stake,
            spoken=form.spoken,
            words=form.cleaned_data["words"],
        )
    except RivalReadingError as error:
        form.read_again(
            {one.actor.pk: one.last for one in seated_on(request.access, stake)},
            noted_meanwhile(error.current),
        )
        return _page(request, form, stakes, stake, status=409)
    say(request, _("C’est noté pour tous : %(n)s de plus.") % {"n": len(positions)})
    return redirect(f"{page_url(request, 'position_workshop')}?enjeu={stake.pk}&garde=1")


def _requested_stake(stakes: list[Stake], typed: str) -> Stake | None:
    """The stake of the address, the first one by default."""
    rows = [one for one in stakes if str(one.pk) == typed]
    return next(iter(rows or stakes), None)


def _page(
    request: CooperationRequest,
    form: WorkshopForm | None,
    stakes: list[Stake],
    stake: Stake | None,
    status: int = 200,
) -> HttpResponse:
    place = stakes.index(stake) if stake in stakes and stake is not None else 0
    context = {
        "form": form,
        "stake": stake,
        "before": stakes[place - 1] if place > 0 else None,
        "after": stakes[place + 1] if place + 1 < len(stakes) else None,
        "number": place + 1,
        "total": len(stakes),
        "place": positions_place(request),
        "draft_place": f"{request.path}?enjeu={stake.pk}" if stake else "",
        "is_saved": request.GET.get("garde") == "1" and request.method == "GET",
        "audience": Audience(_("tous les accès"), page_url(request, "positions")),
    }
    return render(request, "stakes/workshop.html", context, status=status)
