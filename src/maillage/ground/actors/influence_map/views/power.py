"""The plane of power and adhesion: who weighs, and is for or against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Agenda, agendas
from maillage.core.drawing.plane import Dot, Plane, draw_plane
from maillage.core.first_rows import first_rows
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.queries import (
    ALL,
    NEXT,
    Scope,
    Stand,
    doubtful_stands,
    opposition,
    place_by_adhesion,
    scope,
    stands,
)
from maillage.ground.actors.influence_map.views.plane import empty_game, unread_plane
from maillage.ground.actors.influence_map.words import (
    ADHESIONS,
    Zone,
    adhesion_word,
    adhesion_zone_words,
    adhesion_zones,
    level_word,
    names_words,
    opposition_sentence,
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


@dataclass(frozen=True, slots=True)
class Advice:
    """What one may do with those of a zone, and who they are."""

    zone: Zone
    names: str


@cooperation_page(can=permissions.can_open_game)
def influence_map_power(request: CooperationRequest) -> HttpResponse:
    """Who weighs and is for or against, on the subjects of the next meeting, on one or on all.

    Each opening is recorded.
    """
    today = timezone.localdate()
    game = game_on(request.access, today)
    standing = standing_positions(request.access, today)
    values = standing.values
    spoken, offered = {subject for _actor, subject in values}, list(subjects(request.access))
    agenda = _next_agenda(request.access, today)
    shown = scope(request.GET.get("sujet", ""), offered, spoken, agenda)
    shown_stands = stands(game, values, shown.subjects)
    is_drawn = game.is_readable and shown_stands.is_readable
    spoken_stands = shown_stands.spoken if is_drawn else []
    lines = _lines(request, spoken_stands)
    opened(request)
    if kind := format_wanted(request):
        return _file(kind, lines)
    context = {
        "tabs": tabs(request, "influence_map_power"),
        "game": game,
        "span": _span(game, standing, shown.subjects),
        "doubts": _doubts(game, standing, shown.subjects) if is_drawn else [],
        "choices": _choices(agenda, [one for one in offered if one.pk in spoken]),
        "scope": shown,
        "labels": [one.label for one in shown.subjects],
        "sentence": unread_plane()
        if not game.is_readable
        else opposition_sentence(about_words(shown), opposition(game, values, shown.subjects)),
        "too_few": game.is_readable and not shown_stands.is_readable,
        "lines": first_rows(request, lines, first=lambda line: (-line.power,)),
        "silent": names_words([one.player.name for one in shown_stands.silent]),
        "coverage": f"{french.number(100 * shown_stands.coverage, 0)} %",
        "plane": _plane(spoken_stands),
        "advice": _advice(spoken_stands),
        "mixed": _names(one for one in spoken_stands if one.is_mixed and not one.is_thin),
        "thin": _names(one for one in spoken_stands if one.is_thin),
        "state": _names(one for one in spoken_stands if one.placed.player.is_state),
        "empty": empty_game(request, game),
        "audience": officers(request),
    }
    return render(request, "actors/influence_map_power.html", context)


def _names(spoken_stands: Iterable[Stand]) -> str:
    return names_words([one.placed.player.name for one in spoken_stands])


_CORNERS = ((True, False), (True, True), (False, False), (False, True))


def _next_agenda(access: Access, today: date) -> Agenda | None:
    """The first meeting to come whose agenda bears on subjects."""
    return min(agendas.ask(access, today), key=lambda one: one.on, default=None)


def _choices(agenda: Agenda | None, each: Sequence[Subject]) -> list[tuple[str, str]]:
    """What may be shown: the subjects of the next meeting, all, or each."""
    coming = []
    if agenda:
        values = {"label": agenda.label, "day": french.long_date(agenda.on)}
        coming = [(NEXT, _("Séance du %(day)s, %(label)s") % values)]
    return [
        *coming,
        (ALL, _("Tous les sujets, en moyenne")),
        *((str(one.pk), one.label) for one in each),
    ]


def about_words(shown: Scope) -> str:
    """Of what the sentence speaks: a subject, the meeting, or all."""
    if shown.alone:
        return f"« {shown.alone.label} »"
    if shown.agenda:
        return _("À l’ordre du jour du %(day)s") % {"day": french.long_date(shown.agenda.on)}
    return _("Tous sujets réunis")


def _plane(spoken_stands: Sequence[Stand]) -> Plane:
    """Empty until enough is known."""
    return draw_plane(
        _dots(spoken_stands),
        zones=[ADHESIONS[key].words for key in _CORNERS],
        across=(_("contre"), _("pour")),
        upwards=(_("peu de pouvoir"), _("beaucoup de pouvoir")),
    )


def _dots(spoken_stands: Sequence[Stand]) -> list[Dot]:
    top = max((one.placed.power for one in spoken_stands), default=1.0)
    return [
        Dot(number, _dot_name(one), place_by_adhesion(one, top), is_thin=one.is_thin)
        for number, one in enumerate(spoken_stands, start=1)
    ]


def _dot_name(one: Stand) -> str:
    name = one.placed.player.name
    return f"{name} ({_out_of(one)})" if one.is_thin else name


def _out_of(one: Stand) -> str:
    return _("%(n)s sur %(all)s") % {"n": one.spoken, "all": one.subjects}


def _lines(request: CooperationRequest, spoken_stands: Sequence[Stand]) -> list[Line]:
    return [
        Line(
            number=number,
            name=one.placed.player.name,
            zone=stand_words(one),
            weighs=level_word(one.placed.power, 1.0),
            adheres=adhesion_word(one.adhesion, is_split=one.is_split),
            spoken=spoken_words(one),
            why_url=page_url(request, "influence_map_why", one.placed.player.pk),
            power=one.placed.power,
        )
        for number, one in enumerate(spoken_stands, start=1)
    ]


def spoken_words(one: Stand) -> str:
    """On how many of the subjects an actor spoke."""
    if one.is_thin:
        return ngettext(
            "%(n)s sujet sur %(all)s seulement", "%(n)s sujets sur %(all)s seulement", one.spoken
        ) % {"n": one.spoken, "all": one.subjects}
    return ngettext("%(n)s sujet", "%(n)s sujets", one.spoken) % {"n": one.spoken}


def stand_words(one: Stand) -> str:
    """The zone; nothing for whoever is neither for nor against, or spoke on too few subjects."""
    if one.is_thin:
        return ""
    if one.is_mixed:
        where = ngettext("contre sur un sujet", "contre sur %(n)s sujets", one.against)
        middle = _("Partagé en moyenne") if one.is_split else _("Neutre en moyenne")
        head = _("Pour en moyenne") if one.side > 0 else middle
        return f"{head}, {where % {'n': french.in_words(one.against)}}"
    return adhesion_zone_words(one.placed.power, one.adhesion)


def _advice(spoken_stands: Sequence[Stand]) -> list[Advice]:
    """How to work with those who stand clearly in a zone, on every subject shown.

    Never with a service of the State.
    """
    names: dict[Zone, list[str]] = {zone: [] for zone in ADHESIONS.values()}
    for one in spoken_stands:
        zones = adhesion_zones(one.placed.power, one.adhesion)
        unclear = one.is_thin or one.is_mixed or one.placed.player.is_state
        if len(zones) == 1 and not unclear:
            names[zones[0]].append(one.placed.player.name)
    return [Advice(zone, names_words(there)) for zone, there in names.items() if there]


def _span(game: Game, standing: Standing, shown: Sequence[Subject]) -> str:
    """Between which days the influences and the positions of the plane were noted."""
    numbers = {one.pk for one in shown}
    spoken = [day for (_actor, subject), day in standing.days.items() if subject in numbers]
    return span_words([*game.days, *spoken])


def _doubts(game: Game, standing: Standing, shown: Sequence[Subject]) -> list[str]:
    """That a position to confirm would change where somebody stands."""
    names = [one.player.name for one in doubtful_stands(game, standing, shown)]
    return [doubtful_positions(names)]


def _file(kind: str, lines: Sequence[Line]) -> HttpResponse:
    headers = [_("Acteur"), _("Zone"), _("Pouvoir"), _("Adhésion"), _("S’est exprimé sur")]
    rows: list[list[Value]] = [
        [line.name, line.zone, line.weighs, line.adheres, line.spoken] for line in lines
    ]
    name = f"pouvoir-et-adhesion-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Pouvoir et adhésion"), headers, rows)
