"""Why this place? The terms of the influence and of the dependence of one actor."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.analysis.actor_game import Term, influence_terms, possible_quadrants
from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import cell_url, officers, opened, plane_place
from maillage.ground.actors.influence_map.queries import pressures_on
from maillage.ground.actors.influence_map.views.network import ways_to
from maillage.ground.actors.influence_map.words import (
    ZONES,
    level_word,
    pressure_sentence,
    zone_words,
)
from maillage.ground.actors.influences.queries import Game, Placed, game_on, table_of
from maillage.ground.actors.influences.words import strength_word
from maillage.ground.actors.readings.words import span_words

MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class TermLine:
    """What passes between the actor and another: directly, by whom else, in all."""

    name: str
    direct: str
    direct_url: str
    through: str
    total: str
    back: str = ""


@cooperation_page(can=permissions.can_open_game)
def influence_map_why(request: CooperationRequest, actor: int) -> HttpResponse:
    """The terms of the sum; of a structure or a group, never of a person."""
    game = game_on(request.access, timezone.localdate())
    placed = game.of(actor)
    if placed is None:
        raise Http404
    opened(request)
    numbers = [one.player.pk for one in game.placed]
    terms = influence_terms(
        [str(number) for number in numbers], table_of(numbers, game.strengths), str(actor)
    )
    context = {
        "placed": placed,
        "game": game,
        "zone": zone_words(placed.influence, placed.dependence, game.mean),
        "advice": _advice(game, placed),
        "weighs": level_word(placed.influence, game.mean),
        "depends": level_word(placed.dependence, game.mean),
        "acts": first_rows(request, _lines(request, game, terms.acts, actor, forward=True)),
        "undergoes": first_rows(
            request, _lines(request, game, terms.undergoes, actor, forward=False)
        ),
        "way": _way(game, placed),
        "ways": ways_to(game, placed.player.pk),
        "influence": french.number(placed.influence),
        "dependence": french.number(placed.dependence),
        "mean": french.number(game.mean, 1),
        "figures": _figures(game, placed),
        "coverage": f"{french.number(100 * game.reading.coverage, 0)} %",
        "span": span_words(game.days),
        "place": plane_place(request),
        "audience": officers(request),
    }
    return render(request, "actors/influence_map_why.html", context)


def _advice(game: Game, placed: Placed) -> str:
    """How one works with whoever stands there; nothing when it stands between several zones."""
    zones = possible_quadrants(placed.influence, placed.dependence, game.mean)
    return str(ZONES[zones[0]].advice) if len(zones) == 1 else ""


def _lines(
    request: CooperationRequest, game: Game, terms: Sequence[Term], actor: int, *, forward: bool
) -> list[TermLine]:
    """The terms, those that count most first."""
    names = {str(one.player.pk): one.player.name for one in game.placed}
    lines = []
    for term in sorted(terms, key=lambda one: (-one.total, names[one.other])):
        other = int(term.other)
        pair = (actor, other) if forward else (other, actor)
        lines.append(
            TermLine(
                name=names[term.other],
                direct=_direct(term, exists=pair in game.strengths),
                direct_url=cell_url(request, *pair),
                through=_through(term, names),
                total=french.number(term.total),
                back="" if forward else french.number(_back(game, actor, other)),
            )
        )
    return lines


def _back(game: Game, actor: int, other: int) -> float:
    """What the actor can touch of the other in return."""
    numbers = [one.player.pk for one in game.placed]
    return game.reading.midi[numbers.index(actor)][numbers.index(other)]


def _way(game: Game, placed: Placed) -> str:
    """By whom one may go to move the actor; nothing while the game cannot be read."""
    if not game.is_readable:
        return ""
    number = placed.player.pk
    return pressure_sentence(
        placed.player.name,
        pressures_on(game, number),
        has_reading=game.undergoes[number].readings > 0,
    )


def _direct(term: Term, *, exists: bool) -> str:
    if not exists:
        return _("inconnu")
    return f"{strength_word(int(term.direct))} ({french.number(term.direct)})"


def _through(term: Term, names: dict[str, str]) -> str:
    """By whom else it passes: "Pays de Retz (2), Caf (1) et 3 autres (4)"."""
    ways = sorted(term.through, key=lambda way: (-way[1], names[way[0]]))
    parts = [f"{names[name]} ({french.number(strength)})" for name, strength in ways[:MOST_WAYS]]
    if rest := ways[MOST_WAYS:]:
        values = {"n": len(rest), "sum": french.number(sum(way[1] for way in rest))}
        parts.append(_("%(n)s de plus (%(sum)s)") % values)
    return ", ".join(parts)


def _figures(game: Game, placed: Placed) -> list[tuple[str, str, str]]:
    """The name of each figure, its value, and how it is read."""
    here = game.placed.index(placed)
    reading = game.reading
    return [
        (_("Influence"), french.number(placed.influence), _("ce que cet acteur peut toucher")),
        (
            _("Dépendance"),
            french.number(placed.dependence),
            _("ce qui peut toucher cet acteur"),
        ),
        (
            _("Retour sur soi"),
            french.number(reading.midi[here][here]),
            _("la part de son influence qui lui revient par les autres"),
        ),
        (
            _("Pouvoir"),
            french.number(placed.power, 2),
            _("1 est la moyenne ; il baisse quand on dépend des autres"),
        ),
        (
            _("Pouvoir sans les boucles"),
            french.number(reading.r_star_without_self_term[here], 2),
            _("la même mesure, sans ce qui lui revient"),
        ),
    ]
