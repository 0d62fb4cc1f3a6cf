"""The network of influences, drawn and as a list: who acts on whom, from a strength on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.drawing.circle import Bundle, Circle, Point, draw_circle
from maillage.core.first_rows import first_rows
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.views.plane import empty_game
from maillage.ground.actors.influences.queries import Game, Pair, game_on
from maillage.ground.actors.influences.words import STRENGTHS, strength_word
from maillage.ground.actors.players.queries import Player

NAMED, FIRST = 8, 20


@dataclass(frozen=True, slots=True)
class Line:
    """An actor as the list tells it: on whom it acts, who acts on it."""

    name: str
    note: str
    acts: str
    undergoes: str
    url: str
    is_chosen: bool
    weight: int


@cooperation_page(can=permissions.can_open_game)
def influence_map_network(request: CooperationRequest) -> HttpResponse:
    """Who acts on whom, drawn on a circle and as a list; each opening is recorded."""
    game = game_on(request.access, timezone.localdate())
    least = _least(request, game)
    strong = _strong(game, least)
    opened(request)
    if kind := format_wanted(request):
        return _file(kind, game, strong)
    chosen = next(
        (one for one in game.cast.players if str(one.pk) == request.GET.get("acteur")), None
    )
    number = chosen.pk if chosen else None
    lines = _lines(request, game, strong, number, least)
    context = {
        "tabs": tabs(request, "influence_map_network"),
        "game": game,
        "least": str(least),
        "strengths": [(str(value), str(STRENGTHS[value])) for value in (1, 2, 3, 4)],
        "players": [(str(one.pk), one.name) for one in game.cast.players],
        "chosen": chosen,
        "chosen_number": str(chosen.pk) if chosen else "",
        "sentence": _sentence(game, strong, least) if game.strengths else "",
        "circle": _circle(game.cast.players, strong, number),
        "lines": first_rows(request, lines, most=FIRST, first=lambda line: (-line.weight,)),
        "empty": empty_game(request, game) if not game.strengths else None,
        "audience": officers(request),
    }
    return render(request, "actors/influence_map_network.html", context)


def _circle(players: Sequence[Player], strong: Mapping[Pair, int], chosen: int | None) -> Circle:
    """The actors, those of one kind side by side, and the influences, of `chosen` alone if any."""
    ordered = sorted(players, key=lambda one: (one.group, one.name.casefold(), one.pk))
    shown = {one.pk for one in ordered}
    looks: dict[str, list[Pair]] = {}
    for pair, strength in sorted(strong.items()):
        if strength and shown.issuperset(pair) and (chosen is None or chosen in pair):
            way = "" if chosen is None else " out" if pair[0] == chosen else " in"
            looks.setdefault(f"edge edge-{strength}{way}", []).append(pair)
    return draw_circle(
        [Point(one.pk, one.name, one.group) for one in ordered],
        [Bundle(look, pairs) for look, pairs in sorted(looks.items())],
        chosen,
    )


def _strong(game: Game, least: int) -> dict[Pair, int]:
    """The influences from this strength on."""
    return {pair: value for pair, value in game.strengths.items() if value >= least}


def _least(request: CooperationRequest, game: Game) -> int:
    """From which strength influences are drawn: the more actors, the stronger."""
    requested_value = request.GET.get("force", "")
    if requested_value in {"1", "2", "3", "4"}:
        return int(requested_value)
    players = len(game.cast.players)
    return 1 if players <= 20 else 2 if players <= 100 else 3


def _sentence(game: Game, strong: Mapping[Pair, int], least: int) -> str:
    drawn = ngettext("%(n)s influence", "%(n)s influences", len(strong))
    values = {"n": french.number(len(strong)), "word": STRENGTHS[least]}
    players = len(game.cast.players)
    among = ngettext("%(count)s acteur", "%(count)s acteurs", players)
    counted = among % {"count": french.number(players)}
    return _("%(drawn)s entre %(players)s, à partir de « %(word)s ».") % {
        "drawn": drawn % values,
        "players": counted,
        "word": STRENGTHS[least],
    }


Ties = dict[int, list[tuple[int, str]]]


def _ties(game: Game, strong: Mapping[Pair, int]) -> tuple[Ties, Ties]:
    """For each actor, on whom it acts and who acts on it: strength and name, strongest first."""
    names = {one.pk: one.name for one in game.cast.players}
    acts: Ties = {number: [] for number in names}
    undergoes: Ties = {number: [] for number in names}
    for (actor, target), strength in strong.items():
        if actor in names and target in names:
            acts[actor].append((-strength, names[target]))
            undergoes[target].append((-strength, names[actor]))
    return acts, undergoes


def _lines(
    request: CooperationRequest,
    game: Game,
    strong: Mapping[Pair, int],
    chosen: int | None,
    least: int,
) -> list[Line]:
    acts, undergoes = _ties(game, strong)
    here = page_url(request, "influence_map_network")
    return [
        Line(
            name=one.name,
            note=one.note,
            acts=_names_by_strength(acts[one.pk]),
            undergoes=_names_by_strength(undergoes[one.pk]),
            url=f"{here}?force={least}&acteur={one.pk}",
            is_chosen=one.pk == chosen,
            weight=-sum(strength for strength, _name in (*acts[one.pk], *undergoes[one.pk])),
        )
        for one in game.cast.players
        if chosen in {None, one.pk}
    ]


def _names_by_strength(ties: Sequence[tuple[int, str]]) -> str:
    """By what is touched, the strongest first: "missions : Rouans, Vue ; projets : Pornic"."""
    by_word: dict[int, list[str]] = {}
    for strength, name in sorted(ties)[:NAMED]:
        by_word.setdefault(-strength, []).append(name)
    words = " ; ".join(
        f"{strength_word(strength)} : {', '.join(names)}" for strength, names in by_word.items()
    )
    more = len(ties) - NAMED
    rest = ngettext("et %(n)s autre", "et %(n)s autres", more) % {"n": more} if more > 0 else ""
    return f"{words}, {rest}" if rest else words


def _file(kind: str, game: Game, strong: Mapping[Pair, int]) -> HttpResponse:
    names = {one.pk: one.name for one in game.cast.players}

    def rows() -> Iterator[list[Value]]:
        for (actor, target), strength in sorted(strong.items()):
            if actor in names and target in names:
                yield [names[actor], names[target], strength, strength_word(strength)]

    headers = [_("Qui agit"), _("Sur qui"), _("Force"), _("Ce qui est touché")]
    name = f"reseau-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Réseau d’influences"), headers, rows())
