"""The page for the projector: one stake at a time, large, with what all may read."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maillage.core.messages import say
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import page_url, positions_place
from maillage.trade.stakes.own_answers import noted_meanwhile
from maillage.trade.stakes.projected import Shown, Wall, wall_page
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.stakes.queries import open_stakes
from maillage.trade.stakes.workshop.forms import WorkshopForm
from maillage.trade.stakes.workshop.queries import seated_on
from maillage.trade.stakes.workshop.services import record_workshop


@cooperation_page(can=permissions.can_keep_positions)
def position_workshop(request: CooperationRequest) -> HttpResponse:
    """The stake on the wall, and what each structure says of it."""
    stakes = list(open_stakes(request.access.cooperation_id).select_related("subject"))
    wall = _wall(request, stakes)
    place = wall.at(request.GET.get("enjeu", ""))
    if place is None:
        return wall_page(request, wall, None, 0)
    stake = stakes[place]
    seated = seated_on(request.access, stake)
    form = WorkshopForm(request.POST or None, seated=seated)
    if request.method != "POST" or not form.is_valid():
        return wall_page(request, wall, form, place, 422 if form.is_bound else 200)
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
        return wall_page(request, wall, form, place, 409)
    say(request, _("C’est noté pour tous : %(n)s de plus.") % {"n": len(positions)})
    return redirect(f"{page_url(request, 'position_workshop')}?enjeu={stake.pk}&garde=1")


def _wall(request: CooperationRequest, stakes: list[Stake]) -> Wall:
    """The stakes, one by one."""
    return Wall(
        rows=[Shown(one.pk, one.label, one.description) for one in stakes],
        parameter="enjeu",
        each=_("Enjeu %(number)s sur %(total)s. Ce qui s’écrit ici est lu par %(who)s."),
        empty=_("Nommez d’abord un enjeu : il sera projeté ici."),
        before=_("Enjeu précédent"),
        after=_("Enjeu suivant"),
        every=_("Enjeux de l’atelier"),
        add=PageLink(_("Nommer un enjeu"), page_url(request, "stake_add")),
        leave=page_url(request, "positions"),
        readers=permissions.readers_words(),
        place=positions_place(request),
    )
