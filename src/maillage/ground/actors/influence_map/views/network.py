"""Who acts on whom, around one actor: drawn, as a list, and by whom one may go to move it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Turn, Waiting
from maillage.core.drawing import ego
from maillage.core.first_rows import first_rows
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.around import Around, Tie, around, most_noted, noted
from maillage.ground.actors.influence_map.around_words import (
    MOST_WAYS,
    around_sentence,
    touch_words,
    way_words,
)
from maillage.ground.actors.influence_map.queries import pressures_on
from maillage.ground.actors.influence_map.views.plane import empty_game
from maillage.ground.actors.influence_map.words import pressure_sentence
from maillage.ground.actors.influences.queries import Game, game_on
from maillage.ground.actors.influences.words import STRENGTHS, strength_word
from maillage.ground.actors.players.queries import Player

FIRST = 20
# The bar of a count: one step for each, while the longest fits.
STEP, LONGEST_BAR = 6, 60


@dataclass(frozen=True, slots=True)
class Count:
    """How many influences there are one way, and the length of their bar."""

    number: int
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """An actor that the page may turn to; a person has no count."""

    name: str
    url: str
    is_chosen: bool
    noted: int
    acts: Count | None
    undergoes: Count | None


@dataclass(frozen=True, slots=True)
class ListedTie:
    """An end of a thread in the list: its name, its own page, what is touched."""

    name: str
    url: str
    words: str
    is_main: bool


@cooperation_page(can=permissions.can_open_game)
def influence_map_network(request: CooperationRequest) -> HttpResponse:
    """On whom an actor acts and who acts on it; each opening is recorded."""
    game = game_on(request.access, timezone.localdate())
    opened(request)
    if kind := format_wanted(request):
        return _file(kind, game)
    one = _chosen(request, game)
    if one is None:
        return render(request, "actors/influence_map_network.html", _nothing(request, game))
    context = {
        "tabs": tabs(request, "influence_map_network"),
        "game": game,
        "one": one,
        "sentence": around_sentence(one),
        "ego": ego.draw_ego(one.player.name, _drawn(one.undergoes), _drawn(one.acts)),
        "strengths": [(value, STRENGTHS[value]) for value in (1, 2, 3, 4)],
        "acts": first_rows(request, _listed(request, one.acts)),
        "undergoes": first_rows(request, _listed(request, one.undergoes)),
        "ways": ways_to(game, one.player.pk),
        "no_way": _no_way(game, one),
        "lines": first_rows(
            request,
            _lines(request, game, one.player),
            most=FIRST,
            first=lambda line: (not line.is_chosen, -line.noted),
        ),
        "incomplete": _incomplete(request, game),
        "audience": officers(request),
    }
    return render(request, "actors/influence_map_network.html", context)


def _chosen(request: CooperationRequest, game: Game) -> Around | None:
    """The actor of the address, else the one of which most is noted."""
    typed = request.GET.get("acteur", "")
    players = (one for one in game.cast.players if str(one.pk) == typed)
    player = next(players, None) or most_noted(game) if game.strengths else None
    return around(game, player) if player else None


def _nothing(request: CooperationRequest, game: Game) -> dict[str, object]:
    return {
        "tabs": tabs(request, "influence_map_network"),
        "game": game,
        "empty": empty_game(request, game),
        "audience": officers(request),
    }


def _drawn(ties: Sequence[Tie]) -> list[ego.Tie]:
    return [
        ego.Tie(tie.player.name, touch_words(tie.strength), tie.strength, tie.is_main)
        for tie in ties
    ]


def _listed(request: CooperationRequest, ties: Sequence[Tie]) -> list[ListedTie]:
    here = page_url(request, "influence_map_network")
    return [
        ListedTie(
            tie.player.name,
            f"{here}?acteur={tie.player.pk}",
            touch_words(tie.strength),
            tie.is_main,
        )
        for tie in ties
    ]


def ways_to(game: Game, number: int) -> list[tuple[str, str]]:
    """The first of those by whom one may go, and why; nobody while the game cannot be read."""
    if not game.is_readable:
        return []
    strong = [path for path in pressures_on(game, number) if path.net > 0][:MOST_WAYS]
    numbers = {placed.player.name: placed.player.pk for placed in game.placed}
    strengths = game.strengths
    return [
        (
            french.capital(french.with_article(path.other)),
            way_words(
                path,
                strengths.get((numbers[path.other], number)),
                strengths.get((number, numbers[path.other])),
            ),
        )
        for path in strong
    ]


def _no_way(game: Game, one: Around) -> str:
    """Why there is nobody by whom to go; nothing of a person, nor when the game is thin."""
    if not game.is_readable or one.player.is_person:
        return ""
    paths = [path for path in pressures_on(game, one.player.pk) if path.net <= 0]
    is_read = game.undergoes[one.player.pk].readings > 0
    return pressure_sentence(one.player.name, paths, has_reading=is_read)


def _lines(request: CooperationRequest, game: Game, chosen: Player) -> list[Line]:
    here = page_url(request, "influence_map_network")
    tallies = (*game.acts.values(), *game.undergoes.values())
    step = min(STEP, LONGEST_BAR / max(1, *(tally.strong for tally in tallies)))
    return [
        Line(
            name=one.name,
            url=f"{here}?acteur={one.pk}",
            is_chosen=one.pk == chosen.pk,
            noted=noted(game, one),
            acts=None if one.is_person else _count(game.acts[one.pk].strong, step),
            undergoes=None if one.is_person else _count(game.undergoes[one.pk].strong, step),
        )
        for one in game.cast.players
    ]


def _count(number: int, step: float) -> Count:
    return Count(number, round(number * step))


def _incomplete(request: CooperationRequest, game: Game) -> Waiting | None:
    """Those of whom nothing is noted, and where it is noted."""
    names = [
        one.name
        for one in game.cast.players
        if not game.acts[one.pk].readings and not game.undergoes[one.pk].readings
    ]
    if not names:
        return None
    reason = _("Rien n’est noté sur : %(names)s.") % {"names": french.listed(names)}
    url = page_url(request, "influence_map_matrix")
    return Waiting(
        _("À compléter"), reason, url, verb=_("Noter une influence"), turn=Turn.COMPLETES
    )


def _file(kind: str, game: Game) -> HttpResponse:
    names = {one.pk: one.name for one in game.cast.players}

    def rows() -> Iterator[list[Value]]:
        for (actor, target), strength in sorted(game.strengths.items()):
            if strength and actor in names and target in names:
                yield [names[actor], names[target], strength, strength_word(strength)]

    headers = [_("Qui agit"), _("Sur qui"), _("Force"), _("Ce qui est touché")]
    name = f"reseau-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Réseau d’influences"), headers, rows())
