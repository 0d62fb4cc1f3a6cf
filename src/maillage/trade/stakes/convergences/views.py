"""Who stands with whom: half a matrix, each pair once, and the same in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Alignment
from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.core.marks import PAIRS
from maillage.core.matrix import Cell, ColumnHead, Matrix, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import WHOLE
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
        "closest": first_rows(request, [pair_words(result, one) for one in closest], most=FIRST),
        "farthest": first_rows(request, [pair_words(result, one) for one in farthest], most=FIRST),
        "weighed": weighed_words(result),
        "divided": first_rows(
            request, [divided_words(result, one) for one in result.divided], most=FIRST
        ),
        "mobilised": result.mobilised[:20],
        "place": positions_place(request),
        "audience": readers_of(request, narrow=narrow),
    }
    matrix = pair_matrix(result, is_half="export" not in request.GET)
    if not head.can_be_read and "export" not in request.GET:
        matrix = replace(matrix, rows=[], columns=[])
    return answer_matrix(request, matrix, template="stakes/convergences.html", context=context)


def pair_matrix(result: Convergences, *, is_half: bool = False) -> Matrix:
    """Actors by actors: whether they stand together or face each other; half says it once.

    A matrix too large for one page is whole: a window of a half would show nothing.
    """
    keys = [str(one.pk) for one in result.actors]
    pairs = list(zip(keys, result.actors, strict=True))
    places = {key: place for place, key in enumerate(keys)}
    is_half = is_half and len(keys) ** 2 <= WHOLE
    main = {(pair.first, pair.second) for pair in result.main}

    def cell(row: int, column: int) -> Cell:
        if is_half and row < column:
            return Cell("", is_blank=True)
        is_main = bool({(row, column), (column, row)} & main)
        return _cell(result, result.pair(row, column), is_main=is_main)

    def cells(rows: Sequence[str], columns: Sequence[str]) -> Mapping[Place, Cell]:
        return {
            (row, column): cell(places[row], places[column])
            for row in rows
            for column in columns
            if row != column
        }

    return Matrix(
        caption=_("Qui se rejoint, qui s’oppose"),
        filename="convergences",
        row_title=_("Acteur"),
        rows=[RowHead(key, one.name, one.kind) for key, one in pairs[is_half:]],
        columns=[ColumnHead(key, one.name) for key, one in pairs[: -1 if is_half else None]],
        cells=cells,
        empty=Cell("", is_blank=True)
        if is_half
        else Cell("–", exported="", explained=_("Un acteur ne se compare pas à lui-même.")),
        legend=tuple(("pair", value) for value in PAIRS),
    )


def _cell(result: Convergences, pair: Pair, *, is_main: bool) -> Cell:
    if not pair.spoken:
        return Cell(
            _("silence"),
            silent=True,
            exported=0,
            explained=_("Aucun enjeu sur lequel les deux ont parlé."),
        )
    if not pair.same and not pair.opposed:
        return Cell(_("rien"), exported=0, explained=_("Aucun enjeu où les deux prennent parti."))
    size = ceil(4 * abs(pair.net) / result.widest) if pair.net else 0
    kind = "deal" if pair.same and pair.opposed else "ground" if pair.same else "clash"
    return Cell(
        str(PAIRS[kind].word),
        _pair_note(pair),
        family="pair",
        value=kind,
        strength=size if pair.net > 0 else -size,
        exported=pair.net,
        explained=pair_words(result, pair),
        is_main=is_main,
    )


def _pair_note(pair: Pair) -> str:
    """On how many stakes: "deux enjeux"; "trois et un" when they do both."""
    if pair.same and pair.opposed:
        return _("%(same)s et %(opposed)s") % {
            "same": french.in_words(pair.same),
            "opposed": french.in_words(pair.opposed),
        }
    count = pair.same or pair.opposed
    return ngettext("%(n)s enjeu", "%(n)s enjeux", count) % {"n": french.in_words(count)}


def pair_words(result: Convergences, pair: Pair) -> str:
    """What a pair shares, in a sentence."""
    first, second = result.actors[pair.first].name, result.actors[pair.second].name
    same, opposed = (_on_stakes(count) for count in (pair.same, pair.opposed))
    names = {"first": first, "second": second, "same": same, "opposed": opposed}
    if not pair.opposed:
        return _("%(first)s et %(second)s se rejoignent %(same)s.") % names
    if not pair.same:
        return _("%(first)s et %(second)s s’opposent %(opposed)s.") % names
    return _("%(first)s et %(second)s se rejoignent %(same)s, s’opposent %(opposed)s.") % names


def _on_stakes(count: int) -> str:
    return ngettext("sur %(n)s enjeu", "sur %(n)s enjeux", count) % {"n": french.in_words(count)}


def weighed_words(result: Convergences) -> list[str]:
    """The agreements that carry most power, in words; nothing when it may not be read."""
    return [pair_words(result, one) for one in result.weighed or ()]


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
    if not result.main:
        return _("Aucun enjeu ne rapproche ni n’oppose encore deux acteurs.")
    return " ".join(pair_words(result, pair) for pair in result.main)


def pair_doubts(table: Table, result: Convergences) -> list[str]:
    """For each pair of the sentence, that a position to confirm would turn it."""
    lines = []
    for pair in result.main:
        doubt = doubtful_positions(deciding_actors(table, result, pair))
        if doubt:
            names = result.actors[pair.first].name, result.actors[pair.second].name
            about = _("%(first)s et %(second)s") % {"first": names[0], "second": names[1]}
            lines.append(f"{about}. {doubt}")
    return lines
