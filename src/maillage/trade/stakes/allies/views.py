"""Who supports which stake, and by whom can one reach those who hesitate?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.common_ground import Persuasion
from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.influence_map.queries import pressures_on
from maillage.ground.actors.influence_map.words import pressing_words
from maillage.ground.actors.influences.queries import Game, readable_game
from maillage.ground.actors.permissions import can_open_game
from maillage.ground.actors.readings.words import span_words
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import page_url, readers_of
from maillage.trade.stakes.allies.queries import Allies, Hesitant, allies_of
from maillage.trade.stakes.allies.weave import weave
from maillage.trade.stakes.positions.queries.readings import readings
from maillage.trade.stakes.positions.queries.table import StakeHead
from maillage.trade.stakes.words import TOUCHED, numbered_stance

MOST_WAYS, FIRST = 3, 12


@dataclass(frozen=True, slots=True)
class ShownHesitant:
    """An actor that does not support the stake, where it stands, and the ways to it."""

    name: str
    stance: str
    shortest: str
    others: Sequence[str]
    pressing: str
    terms_url: str


@cooperation_page(can=permissions.can_read_allies)
def allies(request: CooperationRequest) -> HttpResponse:
    """The allies of one stake, the first one by default."""
    read = readings(request.access)
    stakes = read.table.stakes
    stake = _requested_stake(stakes, request.GET.get("enjeu", ""))
    result = allies_of(request.access, read, stake) if stake else None
    context: dict[str, object] = {"stakes": [(one.pk, one.label) for one in stakes]}
    if result is None or stake is None:
        context["empty"] = _empty(request)
        return render(request, "stakes/allies.html", context)
    game = readable_game(request.access)
    narrow = result.holds_narrow or game is not None
    if narrow:
        record_opening(
            request.user,
            request.access.cooperation,
            cooperation_id=request.access.cooperation_id,
        )
    drawn = weave(read.table, result)
    context |= {
        "stake": stake,
        "weave": drawn,
        "supporting": first_rows(request, drawn.supporters, most=FIRST),
        "hesitating": first_rows(request, drawn.hesitant, most=FIRST),
        "silent": first_rows(request, drawn.silent, most=FIRST),
        "found": result,
        "sentence": f"« {stake.label} » : {allies_sentence(result)}",
        "span": span_words(result.days),
        "doubts": [result.reading.doubt],
        "supporters": [(one.name, numbered_stance(value)) for one, value in result.supporters],
        "hesitant": [
            shown_hesitant(one, *_pressing(request, game, one))
            for one in sorted(result.hesitant, key=lambda one: not one.ways)
        ],
        "influences_url": _influences_url(request.access),
        "narrow": narrow,
        "audience": readers_of(request, narrow=narrow),
    }
    return render(request, "stakes/allies.html", context)


def _influences_url(access: Access) -> str:
    """Where influences are noted, for who may go there."""
    slug = access.cooperation.slug
    return reverse("actors:influence_map", args=[slug]) if can_open_game(access) else ""


def _requested_stake(stakes: Sequence[StakeHead], typed: str) -> StakeHead | None:
    return next(iter([one for one in stakes if str(one.pk) == typed] or stakes), None)


def allies_sentence(result: Allies) -> str:
    """How many support the stake, how many can be reached."""
    reached = sum(bool(one.ways) for one in result.hesitant)
    count = len(result.supporters)
    support = _(french.counted(count, "structure le soutient", "structures le soutiennent"))
    if not result.supporters:
        return _("personne ne le soutient encore, un allié se cherche d’abord.")
    if not result.hesitant:
        return _("%(support)s, et personne d’autre n’est à convaincre.") % {"support": support}
    if not reached:
        return _("%(support)s ; aucun chemin connu vers les autres.") % {"support": support}
    ways = ways_words(reached, len(result.hesitant))
    return f"{support} ; {ways}."


def ways_words(reached: int, others: int) -> str:
    """To how many of the others a way is known; at least one is reached."""
    if others == 1:
        return _("un chemin connu vers la seule autre")
    if reached == others:
        return _("un chemin connu vers chacune des %(all)s autres") % {
            "all": french.in_words(others)
        }
    return _("un chemin connu vers %(n)s des %(all)s autres") % {
        "n": french.in_words(reached, feminine=True),
        "all": french.in_words(others),
    }


def _pressing(request: CooperationRequest, game: Game | None, one: Hesitant) -> tuple[str, str]:
    """Who can do more to the actor than the reverse, and where the terms are."""
    words = pressing_words(pressures_on(game, one.actor.pk)) if game else ""
    slug = request.access.cooperation.slug
    return words, reverse("actors:influence_map_why", args=[slug, one.actor.pk]) if words else ""


def shown_hesitant(one: Hesitant, pressing: str = "", terms_url: str = "") -> ShownHesitant:
    """Where the actor stands, and by whom one may reach it."""
    shortest, *others = [*(way_words(way) for way in one.ways[:MOST_WAYS]), ""]
    return ShownHesitant(
        one.actor.name,
        _("n’a rien dit") if one.value is None else numbered_stance(one.value),
        shortest,
        [other for other in others if other],
        pressing,
        terms_url,
    )


def way_words(way: Persuasion) -> str:
    """What the one that is convinced can touch of the other, and whether they agree elsewhere."""
    name = french.capital(french.with_article(way.convincer))
    values = {"name": name, "touched": TOUCHED[way.strength - 1]}
    if way.relay is None:
        sentence = _("%(name)s peut agir directement sur %(touched)s") % values
    else:
        sentence = _("%(name)s peut agir sur %(touched)s, à travers %(relay)s") % {
            **values,
            "relay": french.with_article(way.relay),
        }
    return "".join((sentence, *_elsewhere(way), "."))


def _elsewhere(way: Persuasion) -> Iterator[str]:
    """On how many other stakes both are on the same side, or face each other."""
    if way.shared:
        yield " ; " + ngettext(
            "accord sur %(n)s autre enjeu",
            "accord sur %(n)s autres enjeux",
            way.shared,
        ) % {"n": french.in_words(way.shared)}
    if way.opposed:
        yield " ; " + ngettext(
            "désaccord sur %(n)s autre enjeu",
            "désaccord sur %(n)s autres enjeux",
            way.opposed,
        ) % {"n": french.in_words(way.opposed)}


def _empty(request: CooperationRequest) -> Empty:
    add = Action(_("Nommer un enjeu"), page_url(request, "stake_add"), "plus", main=True)
    return Empty(
        _("Aucun enjeu pour l’instant"),
        _("Les alliés se lisent sur un enjeu : nommez-en un, puis notez qui est pour."),
        (add,) if permissions.can_keep_stakes(request.access) else (),
    )
