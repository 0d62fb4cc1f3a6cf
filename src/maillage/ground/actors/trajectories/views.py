"""Who moved since a day: the lines, the sentences, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.actor_game import PairChange
from maillage.core import french
from maillage.core.drawing.slope import Ends, Slope, draw_slope
from maillage.core.first_rows import first_rows
from maillage.core.register import Action, Empty
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.core.tools import tools
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, tabs
from maillage.ground.actors.influence_map.queries import has_left_zone
from maillage.ground.actors.influence_map.words import ZONES
from maillage.ground.actors.influences.queries import Earlier, Game, earlier_game, game_on
from maillage.ground.actors.readings.words import reading_words, span_words
from maillage.ground.actors.since import Since, requested_since
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.actors.trajectories.queries import (
    Moved,
    Trajectories,
    games_compared,
    position_moves,
    posture_moves,
)
from maillage.ground.actors.trajectories.words import level_of, level_words, move_word, value_words

KINDS = ("postures", "positions")
PAIRS, DRAWN = 3, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A move as the table tells it."""

    name: str
    subject: str
    kind: str
    is_first: bool
    was: str
    now: str
    on: date
    source: str
    words: str
    event: str
    event_url: str


@cooperation_page(can=permissions.can_open_game)
def trajectories(request: CooperationRequest) -> HttpResponse:
    """Two days compared: who moved, towards what, after what; each opening is recorded."""
    access, today = request.access, timezone.localdate()
    since = requested_since(access, request.GET.dict(), today)
    kind = request.GET.get("quoi", "")
    kind = kind if kind in KINDS else KINDS[0]
    read = posture_moves if kind == "postures" else position_moves
    moves = read(access, since, today)
    game, before = game_on(access, today), game_on(access, since.day)
    names = {one.pk: one.name for one in (*before.cast.players, *game.cast.players)}
    labels = dict(subjects(access).values_list("pk", "label"))
    chosen = _chosen_subject(request, labels)
    lines = _lines(access, moves, names, labels, chosen)
    opened(request)
    if export := format_wanted(request):
        return _file(export, lines)
    compared = games_compared(access, before, game)
    drawn = chosen or _busiest(moves)
    context = {
        "tabs": tabs(request, "trajectories"),
        "since": since,
        "kind": kind,
        "kinds": [("postures", _("les postures")), ("positions", _("les positions"))],
        "choices": _spoken(moves, labels),
        "chosen": str(chosen) if chosen else "",
        "sentence": moves_sentence(lines, since, kind),
        "span": span_words(moves.days),
        "lines": first_rows(request, lines),
        "more": moves.more,
        "slope": _slope(_ends(moves, names, drawn), kind, since.day) if drawn else None,
        "drawn": labels.get(drawn, "") if drawn else "",
        "zones": zone_changes(earlier_game(access, game, since.day), game),
        "closer": pair_words(compared.pairs, names, closer=True),
        "apart": pair_words(compared.pairs, names, closer=False),
        "game": game,
        "empty": _empty(request, moves, kind),
        "audience": officers(request),
    }
    return render(request, "actors/trajectories.html", context)


def _chosen_subject(request: CooperationRequest, labels: Mapping[int, str]) -> int | None:
    requested_subject = request.GET.get("sujet", "")
    return next((number for number in labels if str(number) == requested_subject), None)


def _spoken(moves: Trajectories, labels: Mapping[int, str]) -> list[tuple[str, str]]:
    """The subjects that something is read of."""
    numbers = {subject for _actor, subject in moves.now}
    return [(str(number), label) for number, label in labels.items() if number in numbers]


def _busiest(moves: Trajectories) -> int | None:
    """The subject that saw the most moves; else one that something is read of."""
    counts = moves.moves_by_subject()
    numbers = sorted({subject for _actor, subject in moves.now})
    return max(numbers, key=lambda one: counts.get(one, 0), default=None)


def _lines(
    access: Access,
    moves: Trajectories,
    names: Mapping[int, str],
    labels: Mapping[int, str],
    chosen: int | None,
) -> list[Line]:
    return [
        _line(access, one, names, labels)
        for one in moves.moved
        if one.place[0] in names and chosen in {None, one.place[1]}
    ]


def _line(
    access: Access, moved: Moved, names: Mapping[int, str], labels: Mapping[int, str]
) -> Line:
    event = moved.event
    values = {"label": event.label, "day": french.long_date(event.on)} if event else {}
    return Line(
        name=names[moved.place[0]],
        subject=labels.get(moved.place[1], ""),
        kind=move_word(moved.was, moved.now),
        is_first=moved.was is None,
        was=value_words(moved.was),
        now=value_words(moved.now),
        on=moved.on,
        source=reading_words(access, moved.reading),
        words=moved.reading.said,
        event=_("%(label)s, %(day)s") % values if event else "",
        event_url=event.url if event else "",
    )


def moves_sentence(lines: Sequence[Line], since: Since, kind: str) -> str:
    """Who moved, then of whom something is known since then only: that is no move."""
    moved = len({line.name for line in lines if not line.is_first})
    first = sum(1 for line in lines if line.is_first)
    if not moved:
        still = _("aucune posture") if kind == "postures" else _("aucune position")
        sentence = _("Depuis %(since)s : %(still)s n’a changé")
    else:
        still = ""
        sentence = ngettext(
            "Depuis %(since)s : un acteur a changé %(of)s",
            "Depuis %(since)s : %(n)s acteurs ont changé %(of)s",
            moved,
        )
    of = _("de posture") if kind == "postures" else _("de position")
    values = {"since": since.words, "still": still, "n": french.in_words(moved), "of": of}
    return f"{sentence % values}{_first_words(first)}."


def _first_words(count: int) -> str:
    if not count:
        return ""
    learned = ngettext(
        " ; s’y ajoute une première lecture",
        " ; s’y ajoutent %(n)s premières lectures",
        count,
    )
    return learned % {"n": french.in_words(count, feminine=True)}


def _ends(moves: Trajectories, names: Mapping[int, str], subject: int) -> list[Ends]:
    """Everybody on one subject; beyond sixty, those who moved alone."""
    ends = [
        Ends(
            names[actor],
            level_of(moves.then.get((actor, subject))),
            level_of(moves.now.get((actor, subject))),
        )
        for actor in names
        if (actor, subject) in moves.now or (actor, subject) in moves.then
    ]
    if len(ends) > DRAWN:
        ends = [one for one in ends if one.was != one.now][:DRAWN]
    return ends


def _slope(ends: Sequence[Ends], kind: str, since: date) -> Slope:
    days = french.long_date(since), _("aujourd’hui")
    return draw_slope(ends, level_words(of_postures=kind == "postures"), days)


def zone_changes(before: Earlier, game: Game) -> list[str]:
    """Who changed zone on the plane of influence and dependence, by what is known on both days."""
    if not game.is_readable:
        return []
    pairs = [(before.of(one.player.pk), one) for one in game.placed]
    return [
        _("%(name)s passe de « %(was)s » à « %(now)s ».")
        % {
            "name": one.player.name,
            "was": ZONES[then.quadrant].full_name,
            "now": ZONES[one.quadrant].full_name,
        }
        for then, one in pairs
        if then is not None and has_left_zone(then, one, game.mean)
    ]


def pair_words(pairs: Sequence[PairChange], names: Mapping[int, str], *, closer: bool) -> list[str]:
    """The pairs that came closest, or drew farthest apart, and how many more."""
    changes = pairs if closer else pairs[::-1]
    pair_changes = [one for one in changes if (one.after > one.before) is closer]
    more = len(pair_changes) - PAIRS
    rest = ngettext("et %(n)s autre paire", "et %(n)s autres paires", more)
    return [
        *(
            _("%(first)s et %(second)s")
            % {"first": names[int(one.first)], "second": names[int(one.second)]}
            for one in pair_changes[:PAIRS]
        ),
        *([rest % {"n": french.in_words(more, feminine=True)}] if more > 0 else []),
    ]


def _empty(request: CooperationRequest, moves: Trajectories, kind: str) -> Empty | None:
    if moves.now or moves.then:
        return None
    if kind == "postures":
        add = Action(_("Noter une posture"), page_url(request, "posture_add"), "plus", main=True)
    else:
        add = Action(_("Noter une position"), _matrix_url(request), "plus", main=True)
    return Empty(
        _("Rien à comparer pour l’instant"),
        _("Notez une première lecture ; la suivante dira qui a bougé, et après quoi."),
        (add,) if permissions.can_keep_game(request.access) else (),
    )


def _matrix_url(request: CooperationRequest) -> str:
    """Where positions are noted: the room of that tool comes after this one."""
    matrix = next(tool for tool in tools.ask() if tool.word == "positions")
    return reverse(matrix.page, args=[request.access.cooperation.slug])


def _file(kind: str, lines: Sequence[Line]) -> HttpResponse:
    headers = [
        *(_("Acteur"), _("Sujet"), _("Mouvement"), _("Avant"), _("Maintenant"), _("Le")),
        *(_("Source"), _("Le fait"), _("Ce qui venait d’avoir lieu (sans lien établi)")),
    ]
    rows: list[list[Value]] = [
        [
            *(line.name, line.subject, line.kind, line.was, line.now, line.on),
            *(line.source, line.words, line.event),
        ]
        for line in lines
    ]
    name = f"mouvements-{timezone.localdate().isoformat()}"
    return table_response(kind, name, _("Qui a bougé"), headers, rows)
