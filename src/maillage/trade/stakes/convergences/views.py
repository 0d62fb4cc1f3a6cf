"""Who stands with whom: a matrix, a drawing, and the same in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Alignment
from maillage.analysis.wording import counted
from maillage.core import french
from maillage.core.drawing.circle import Bundle, Circle, Point, draw_circle
from maillage.core.first_rows import first_rows
from maillage.core.matrix import Cell, ColumnHead, Matrix, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.words import doubtful_positions, span_words
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import positions_place, readers_of
from maillage.trade.stakes.convergences.queries import (
    Convergences,
    Pair,
    convergences,
    deciding_actors,
)
from maillage.trade.stakes.positions.queries.readings import readings
from maillage.trade.stakes.positions.queries.table import Table
from maillage.trade.stakes.positions.words import table_sentence

FIRST = 10


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair in a sentence, and its figures."""

    sentence: str
    figures: str


@cooperation_page(can=permissions.can_open_stakes)
def position_convergences(request: CooperationRequest) -> HttpResponse:
    """The pairs of actors, when enough of them have spoken."""
    read, result = readings(request.access), convergences(request.access)
    head = table_sentence(read)
    narrow = read.table.holds_narrow or bool(result.weighed)
    if narrow and "HX-Request" not in request.headers:
        record_opening(
            request.user,
            request.access.cooperation,
            cooperation_id=request.access.cooperation_id,
        )
    closest, farthest = result.closest, result.farthest
    context = {
        "head": head,
        "read": read,
        "narrow": narrow,
        "may_keep": permissions.can_keep_positions(request.access),
        "sentence": pairs_sentence(result) if head.can_be_read else head.sentence,
        "span": span_words(result.days),
        "doubts": pair_doubts(read.table, result) if head.can_be_read else [],
        "closest": first_rows(request, [shown_pair(result, one) for one in closest], most=FIRST),
        "farthest": first_rows(request, [shown_pair(result, one) for one in farthest], most=FIRST),
        "weighed": weighed_words(result),
        "divided": first_rows(
            request, [divided_words(result, one) for one in result.divided], most=FIRST
        ),
        "circle": pair_circle(result),
        "mobilised": result.mobilised[:20],
        "place": positions_place(request),
        "audience": readers_of(request, narrow=narrow),
    }
    matrix = pair_matrix(result)
    if not head.can_be_read and "export" not in request.GET:
        matrix = replace(matrix, rows=[], columns=[])
    return answer_matrix(request, matrix, template="stakes/convergences.html", context=context)


def pair_circle(result: Convergences) -> Circle:
    """The actors of the strongest pairs, threads of those who join, threads of those who face."""
    joined = [(one.first, one.second) for one in result.closest]
    faced = [(one.first, one.second) for one in result.farthest]
    ends = sorted({end for pair in (*joined, *faced) for end in pair})
    return draw_circle(
        [Point(end, result.actors[end].name) for end in ends],
        [Bundle("edge edge-3 out", joined, dash=""), Bundle("edge edge-3 in", faced, dash="7 5")],
    )


def pair_matrix(result: Convergences) -> Matrix:
    """Actors by actors: on how many stakes they stand together, and face each other."""
    keys = [str(one.pk) for one in result.actors]
    pairs = list(zip(keys, result.actors, strict=True))
    places = {key: place for place, key in enumerate(keys)}

    def cells(rows: Sequence[str], columns: Sequence[str]) -> Mapping[Place, Cell]:
        return {
            (row, column): _cell(result, result.pair(places[row], places[column]))
            for row in rows
            for column in columns
            if row != column
        }

    return Matrix(
        caption=_("Qui se rejoint, qui s’oppose"),
        filename="convergences",
        row_title=_("Acteur"),
        rows=[RowHead(key, one.name, one.kind) for key, one in pairs],
        columns=[ColumnHead(key, one.name) for key, one in pairs],
        cells=cells,
        empty=Cell("–", exported="", explained=_("Un acteur ne se compare pas à lui-même.")),
    )


def _cell(result: Convergences, pair: Pair) -> Cell:
    if not pair.same and not pair.opposed:
        return Cell(_("rien"), exported=0, explained=_("Aucun enjeu où les deux prennent parti."))
    shown = shown_pair(result, pair)
    size = ceil(4 * abs(pair.net) / result.widest) if pair.net else 0
    return Cell(
        counted(pair.same, "accord"),
        counted(pair.opposed, "opposition"),
        strength=size if pair.net > 0 else -size,
        exported=pair.net,
        explained=" ".join((shown.sentence, shown.figures)),
    )


def shown_pair(result: Convergences, pair: Pair) -> ShownPair:
    """What a pair shares, in a sentence, and the figures behind it."""
    first, second = result.actors[pair.first].name, result.actors[pair.second].name
    same = ngettext("sur %(n)s enjeu", "sur %(n)s enjeux", pair.same) % {"n": pair.same}
    opposed = ngettext("sur %(n)s enjeu", "sur %(n)s enjeux", pair.opposed) % {"n": pair.opposed}
    names = {"first": first, "second": second, "same": same, "opposed": opposed}
    if not pair.opposed:
        sentence = _("%(first)s et %(second)s se rejoignent %(same)s.") % names
    elif not pair.same:
        sentence = _("%(first)s et %(second)s s’opposent %(opposed)s.") % names
    else:
        sentence = (
            _("%(first)s et %(second)s se rejoignent %(same)s, s’opposent %(opposed)s.") % names
        )
    figures = _("Accords : %(together)s ; oppositions : %(apart)s.") % {
        "together": french.number(pair.convergence),
        "apart": french.number(pair.divergence),
    }
    return ShownPair(sentence, figures)


def weighed_words(result: Convergences) -> list[str]:
    """The agreements that carry most power, in words; nothing when it may not be read."""
    return [shown_pair(result, one).sentence for one in result.weighed or ()]


def divided_words(result: Convergences, one: Alignment) -> str:
    """On what two actors stand together, and on what they face each other."""
    return _("%(first)s et %(second)s : ensemble sur %(together)s, face à face sur %(apart)s.") % {
        "first": result.actors[one.first].name,
        "second": result.actors[one.second].name,
        "together": _labels(result, one.together),
        "apart": _labels(result, one.apart),
    }


def _labels(result: Convergences, places: Sequence[int]) -> str:
    return french.listed([f"« {result.labels[place]} »" for place in places])


def pairs_sentence(result: Convergences) -> str:
    """Who is closest and who is farthest, in one sentence."""
    closest, farthest = result.closest[:1], result.farthest[:1]
    if not closest and not farthest:
        return _("Aucun enjeu ne rapproche ni n’oppose encore deux acteurs.")
    return " ".join(shown_pair(result, pair).sentence for pair in (*closest, *farthest))


def pair_doubts(table: Table, result: Convergences) -> list[str]:
    """For each pair of the sentence, that a position to confirm would turn it."""
    lines = []
    for pair in (*result.closest[:1], *result.farthest[:1]):
        doubt = doubtful_positions(deciding_actors(table, result, pair))
        if doubt:
            names = result.actors[pair.first].name, result.actors[pair.second].name
            about = _("%(first)s et %(second)s") % {"first": names[0], "second": names[1]}
            lines.append(f"{about}. {doubt}")
    return lines
