"""What is to be done first, while the game cannot be read?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.ground.actors.addresses import page_url
from maillage.ground.actors.influences.queries.game import Game


def unread_plane() -> str:
    """Why a plane of the game says nothing yet."""
    return _(
        "Ce plan ne peut pas encore être lu : il faut connaître au moins quatre influences sur dix."
    )


def empty_game(request: CooperationRequest, game: Game) -> Empty | None:
    """Name two actors, then note a first influence; None once something is known."""
    if len(game.placed) < 2:
        members = reverse("directory:members", args=[request.access.cooperation.slug])
        return Empty(
            _("Il faut au moins deux acteurs"),
            _("Placez les membres, et nommez à côté d’eux ceux qui pèsent sans en être."),
            (Action(_("Ouvrir les membres"), members, main=True),),
        )
    if game.known:
        return None
    fill = page_url(request, "influence_map_matrix")
    return Empty(
        _("Aucune influence n’est notée"),
        _("Commencez par les deux ou trois acteurs qui comptent : sur qui peuvent-ils agir ?"),
        (Action(_("Noter une influence"), fill, main=True),),
    )
