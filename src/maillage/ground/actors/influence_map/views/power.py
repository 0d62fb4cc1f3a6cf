"""The plane of power and adhesion: who weighs, and is for or against."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.drawing.plane import Dot, draw_plane
from maillage.core.first_rows import first_rows
from maillage.core.tables_out import Value, table_response
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.queries import (
    Stand,
    Stands,
    place_by_adhesion,
    stands,
    turns,
)
from maillage.ground.actors.influence_map.views.plane import empty_game, unread_plane
from maillage.ground.actors.influence_map.words import (
    ADHESIONS,
    adhesion_word,
    level_word,
    names_words,
)
from maillage.ground.actors.influences.queries import Game, game_on
from maillage.ground.actors.positions.queries import Standing, standing_positions
from maillage.ground.actors.readings.words import doubtful_positions, span_words
from maillage.ground.actors.subjects.models import Subject
from maillage.ground.actors.subjects.queries import subjects


@dataclass(frozen=True, slots=True)
class Line:
    """An actor as the table beside the plane tells it."""

    number: int
    name: str
    zone: str
    weighs: str
    adheres: str
    spoken: str
    why_url: str
    power: float


@cooperation_page(can=permissions.can_open_game)
def influence_map_power(request: CooperationRequest) -> HttpResponse:
    """Who weighs and is for or against, on one subject or on all; each opening is recorded."""
    today = timezone.localdate()
    game = game_on(request.access, today)
    standing = standing_positions(request.access, today)
    values = standing.values
    spoken = {subject for _actor, subject in values}
    offered = [one for one in subjects(request.access) if one.pk in spoken]
    chosen = next((one for one in offered if str(one.pk) == request.GET.get("sujet")), None)
    shown = [chosen] if chosen else offered
    shown_stands = stands(game, values, shown)
    is_drawn = game.is_readable and shown_stands.is_readable
    lines = _lines(request, shown_stands) if is_drawn else []
    opened(request)
    if (kind := request.GET.get("export", "")) in {"xlsx", "csv"}:
        return _file(kind, lines)
    context = {
        "tabs": tabs(request, "influence_map_power"),
        "game": game,
        "span": _span(game, standing, shown),
        "doubts": _doubts(shown_stands, standing, shown) if is_drawn else [],
        "choices": [(str(one.pk), one.label) for one in offered],
        "chosen": str(chosen.pk) if chosen else "",
        "sentence": power_sentence(game, shown_stands, chosen),
        "lines": first_rows(request, lines, first=lambda line: (-line.power,)),
        "silent": names_words([one.player.name for one in shown_stands.silent]),
        "coverage": f"{french.number(100 * shown_stands.coverage, 0)} %",
        "plane": draw_plane(
            _dots(shown_stands) if is_drawn else [],
            zones=[ADHESIONS[key].words for key in _CORNERS],
            across=(_("contre"), _("pour")),
            upwards=(_("pèse peu"), _("pèse beaucoup")),
        ),
        "zones": ADHESIONS,
        "empty": empty_game(request, game),
        "audience": officers(request),
    }
    return render(request, "actors/influence_map_power.html", context)


_CORNERS = ((True, False), (True, True), (False, False), (False, True))


def _dots(shown_stands: Stands) -> list[Dot]:
    top = max((one.placed.power for one in shown_stands.spoken), default=1.0)
    return [
        Dot(number, one.placed.player.name, place_by_adhesion(one, top))
        for number, one in enumerate(shown_stands.spoken, start=1)
    ]


def _lines(request: CooperationRequest, shown_stands: Stands) -> list[Line]:
    return [
        Line(
            number=number,
            name=one.placed.player.name,
            zone=_zone(one),
            weighs=level_word(one.placed.power, 1.0),
            adheres=adhesion_word(one.adhesion),
            spoken=ngettext("%(n)s sujet", "%(n)s sujets", one.spoken) % {"n": one.spoken},
            why_url=page_url(request, "influence_map_why", one.placed.player.pk),
            power=one.placed.power,
        )
        for number, one in enumerate(shown_stands.spoken, start=1)
    ]


def _zone(one: Stand) -> str:
    """The zone; nothing for whoever is neither for nor against."""
    if not one.adhesion:
        return ""
    return str(ADHESIONS[one.placed.power > 1, one.adhesion > 0].name)


def power_sentence(game: Game, shown_stands: Stands, chosen: Subject | None) -> str:
    """Who weighs and is against, on one subject or on all of them together."""
    if not game.is_readable:
        return unread_plane()
    if not shown_stands.is_readable:
        return _(
            "Ce plan ne peut pas encore être lu : il faut connaître au moins quatre positions "
            "sur dix."
        )
    heavy = [one for one in shown_stands.spoken if one.placed.power > 1 and one.adhesion < 0]
    about = _("Sur « %(about)s »") % {"about": chosen.label} if chosen else _("Tous sujets réunis")
    if not heavy:
        return _("%(about)s, aucun acteur qui pèse n’est contre.") % {"about": about}
    names = ", ".join(one.placed.player.name for one in heavy[:3])
    return _("%(about)s, à convaincre d’abord : %(names)s.") % {"about": about, "names": names}


def _span(game: Game, standing: Standing, shown: Sequence[Subject]) -> str:
    """Between which days the influences and the positions of the plane were noted."""
    numbers = {one.pk for one in shown}
    spoken = [day for (_actor, subject), day in standing.days.items() if subject in numbers]
    return span_words([*game.days, *spoken])


def _doubts(shown_stands: Stands, standing: Standing, shown: Sequence[Subject]) -> list[str]:
    """That a position to confirm would turn an adhesion, or take it away."""
    names = [
        one.placed.player.name
        for one in shown_stands.spoken
        if turns(one.placed.player.pk, standing, [subject.pk for subject in shown])
    ]
    return [doubtful_positions(names)] if names else []


def _file(kind: str, lines: Sequence[Line]) -> HttpResponse:
    headers = [_("Acteur"), _("Zone"), _("Pèse"), _("Adhésion"), _("S’est exprimé sur")]
    rows: list[list[Value]] = [
        [line.name, line.zone, line.weighs, line.adheres, line.spoken] for line in lines
    ]
    name = f"pouvoir-et-adhesion-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Pouvoir et adhésion"), headers, rows)
