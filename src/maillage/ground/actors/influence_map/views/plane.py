"""The plane of influence and dependence: who weighs, who depends, who has moved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Quadrant
from maillage.core import french
from maillage.core.drawing.labels import Point
from maillage.core.drawing.plane import Dot, Plane, around_mean, draw_plane, is_far
from maillage.core.first_rows import first_rows
from maillage.core.register import Action, Empty
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.queries import has_left_zone
from maillage.ground.actors.influence_map.words import (
    ZONES,
    level_word,
    move_words,
    names_words,
    zone_words,
)
from maillage.ground.actors.influences.queries import (
    Earlier,
    Game,
    Placed,
    earlier_game,
    game_on,
)
from maillage.ground.actors.readings.words import span_words
from maillage.ground.actors.since import Since, requested_since


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
    if game.readings:
        return None
    fill = page_url(request, "influence_map_matrix")
    return Empty(
        _("Aucune influence n’est notée"),
        _("Commencez par les deux ou trois acteurs qui comptent : sur qui peuvent-ils agir ?"),
        (Action(_("Noter une influence"), fill, main=True),),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An actor as the table beside the plane tells it."""

    number: int
    name: str
    zone: str
    weighs: str
    depends: str
    moved: str
    is_compared: bool
    why_url: str
    weight: float

    @property
    def move_words(self) -> str:
        """How it moved; that it did not, or that nothing of it can be compared."""
        return self.moved or (_("stable") if self.is_compared else _("rien à comparer"))


@cooperation_page(can=permissions.can_open_game)
def influence_map(request: CooperationRequest) -> HttpResponse:
    """Who weighs, who depends, and who moved since a day; each opening is recorded."""
    today = timezone.localdate()
    since = requested_since(request.access, request.GET.dict(), today)
    game = game_on(request.access, today)
    before = earlier_game(request.access, game, since.day)
    lines = influence_lines(
        game, before, lambda number: page_url(request, "influence_map_why", number)
    )
    opened(request)
    if kind := format_wanted(request):
        return _file(kind, lines)
    context = {
        "tabs": tabs(request, "influence_map"),
        "since": since,
        "game": game,
        "known": french.number(game.readings),
        "places": french.number(game.places),
        "sentence": plane_sentence(game, before, lines, since),
        "span": span_words(game.days),
        "doubts": influence_doubts(game),
        "lines": first_rows(request, lines, first=_matters),
        "silent": names_words([one.player.name for one in game.placed if not one.has_reading]),
        "plane": _plane(game, before),
        "zones": ZONES,
        "empty": empty_game(request, game),
        "audience": officers(request),
    }
    return render(request, "actors/influence_map.html", context)


_CORNERS = (Quadrant.DOMINANT, Quadrant.RELAY, Quadrant.AUTONOMOUS, Quadrant.DOMINATED)


def _readable_places(game: Game) -> list[Placed]:
    return [one for one in game.placed if one.has_reading] if game.is_readable else []


def _plane(game: Game, before: Earlier) -> Plane:
    """Empty until enough is known."""
    return draw_plane(
        _dots(game, before),
        zones=[ZONES[one].words for one in _CORNERS],
        across=(_("dépend peu"), _("dépend beaucoup")),
        upwards=(_("pèse peu"), _("pèse beaucoup")),
    )


def _dots(game: Game, before: Earlier) -> list[Dot]:
    scale = _scale(game, before)
    return [
        Dot(
            number,
            one.player.name,
            place_on_plane(one, scale),
            _was(one, before, scale),
            _changed(one, before, scale),
        )
        for number, one in enumerate(_readable_places(game), start=1)
    ]


@dataclass(frozen=True, slots=True)
class Scale:
    """The mean of today, and the highest figures of both days: who did not change does not move."""

    mean: float
    influence: float
    dependence: float


def _scale(game: Game, before: Earlier) -> Scale:
    readings = (game.reading, before.reading)
    return Scale(
        game.mean,
        max(max(one.influence, default=0) for one in readings),
        max(max(one.dependence, default=0) for one in readings),
    )


def place_on_plane(one: Placed, scale: Scale) -> Point:
    """Dependence to the right, influence upwards; the means cross in the middle."""
    return (
        around_mean(one.dependence, scale.mean, scale.dependence),
        around_mean(one.influence, scale.mean, scale.influence),
    )


def _was(one: Placed, before: Earlier, scale: Scale) -> Point | None:
    """Where the actor was, by what is known of it on both days."""
    then = before.of(one.player.pk)
    return None if then is None else place_on_plane(then, scale)


def _changed(one: Placed, before: Earlier, scale: Scale) -> bool:
    """Whether its own figures changed, and took it to another zone or a tenth of the plane away.

    Near the mean, an actor is between two zones: it has not left the one where it may still be.
    """
    then, was = before.of(one.player.pk), _was(one, before, scale)
    if then is None or was is None:
        return False
    if (then.influence, then.dependence) == (one.influence, one.dependence):
        return False
    far = is_far(was, place_on_plane(one, scale))
    return far or has_left_zone(then, one, scale.mean)


def influence_lines(game: Game, before: Earlier, page_of: Callable[[int], str]) -> list[Line]:
    """Each actor placed, and how it moved; `page_of` gives the page that explains its place."""
    scale, mean = _scale(game, before), game.mean
    return [
        Line(
            number=number,
            name=one.player.name,
            zone=zone_words(one.influence, one.dependence, mean),
            weighs=level_word(one.influence, mean),
            depends=level_word(one.dependence, mean),
            moved=_moved(one, before, scale),
            is_compared=one.player.pk in before.compared,
            why_url=page_of(one.player.pk),
            weight=one.influence,
        )
        for number, one in enumerate(_readable_places(game), start=1)
    ]


def _matters(line: Line) -> tuple[float, ...]:
    """Who moved, then who weighs most."""
    return (not line.moved, -line.weight)


def _moved(one: Placed, before: Earlier, scale: Scale) -> str:
    was = _was(one, before, scale)
    if was is None or not _changed(one, before, scale):
        return ""
    return move_words(was, place_on_plane(one, scale))


def plane_sentence(game: Game, before: Earlier, lines: Sequence[Line], since: Since) -> str:
    """Who moved, by what is known on both days; what was learned since moves nobody."""
    if not game.is_readable:
        return unread_plane()
    if not before.influences:
        sentence = _("Depuis %(since)s, rien à comparer : aucune influence n’était notée alors.")
        return sentence % {"since": since.words}
    moved = sum(1 for line in lines if line.moved)
    values = {"since": since.words, "n": french.in_words(moved)}
    if not moved:
        sentence = _("Depuis %(since)s : personne n’a changé de place")
    else:
        sentence = ngettext(
            "Depuis %(since)s : un acteur a changé de place",
            "Depuis %(since)s : %(n)s acteurs ont changé de place",
            moved,
        )
    return f"{sentence % values}{_basis(game, before)}."


def _basis(game: Game, before: Earlier) -> str:
    """On how much the comparison rests, when something was learned since."""
    if before.influences == game.readings:
        return ""
    basis = ngettext(
        ", d’après la seule influence connue aux deux dates sur %(all)s",
        ", d’après les %(n)s influences connues aux deux dates sur %(all)s",
        before.influences,
    )
    return basis % {"n": french.number(before.influences), "all": french.number(game.readings)}


def influence_doubts(game: Game) -> list[str]:
    """That influences to confirm, each alone, would take somebody to another zone."""
    if not game.deciding:
        return []
    actor, target = (game.by_number[number].player.name for number in game.deciding[0])
    count = len(game.deciding)
    sentence = ngettext(
        "Une influence à confirmer, celle de %(actor)s sur %(target)s, suffit à changer la zone "
        "d’un acteur.",
        "%(n)s influences à confirmer, dont celle de %(actor)s sur %(target)s, suffisent chacune "
        "à changer la zone d’un acteur.",
        count,
    )
    words = french.in_words(count, feminine=True).capitalize()
    return [sentence % {"n": words, "actor": actor, "target": target}]


def _file(kind: str, lines: Sequence[Line]) -> HttpResponse:
    headers = [_("Acteur"), _("Zone"), _("Pèse"), _("Dépend"), _("A bougé")]
    rows: list[list[Value]] = [
        [line.name, line.zone, line.weighs, line.depends, line.move_words] for line in lines
    ]
    name = f"jeu-d-acteurs-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Influence et dépendance"), headers, rows)
