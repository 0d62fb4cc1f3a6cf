"""What the matrix of decisions and structures shows, and what its rows and columns tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french, marks
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import open_window
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import Standing, Vote
from maillage.trade.governance.joint_decisions.queries.decision_matrix import (
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    matrix_cells,
    owed,
)
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    deliberations,
    path_of,
    with_answers,
)
from maillage.trade.governance.joint_decisions.views.register import case_of
from maillage.trade.governance.joint_decisions.views.sheet import source_words
from maillage.trade.governance.joint_decisions.words.steps import SOON, VOTE_MARKS, due


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """The answer of a council, how it was known, what it calls for, and where to go."""

    case: str
    sources: tuple[str, ...]
    reserves: str
    reason: str
    council_url: str
    answer_url: str


def chosen_cell(request: CooperationRequest, place: Place | None) -> ChosenCell | None:
    """What is told of the way of this decision through this council; None without one."""
    if place is None:
        return None
    rows = deliberations(request.access).filter(
        decision=int(place[0]), organisation=int(place[1]), until__isnull=True
    )
    deliberation = with_answers(rows).first()
    if deliberation is None:
        return None
    path = path_of(request.access, deliberation)
    waits = due(path, timezone.localdate())
    shown = waits.reason if waits and permissions.can_keep_decisions(request.access) else ""
    case = case_of(deliberation)
    return ChosenCell(
        case=case,
        sources=tuple(words for words, _on in source_words(request.access, path)[:1]),
        reserves=path.answer.reserves if path.answer else "",
        reason=shown,
        council_url=page_url(request, "joint_decision_council", deliberation.pk),
        answer_url=(
            f"{page_url(request, 'joint_decision_answer', deliberation.pk)}?case={case}"
            if path.may_answer
            else ""
        ),
    )


MOST_COLUMNS, FEW_ROWS, MOST_ROWS = 20, 10, 40
LEGEND = tuple(("answer", value) for value in marks.ANSWERS)


def decision_matrix(
    request: CooperationRequest,
    rows: Sequence[MatrixRow],
    columns: Sequence[MatrixColumn],
    today: date,
) -> Matrix:
    """Decisions × structures; the cells on screen and what their columns tell take two queries."""

    def cells(shown: Sequence[str], across: Sequence[str]) -> Mapping[Place, Cell]:
        cell_by_key = matrix_cells([int(key) for key in shown], [int(key) for key in across], today)
        return {
            (str(decision), str(organisation)): _cell(cell, today)
            for (decision, organisation), cell in cell_by_key.items()
        }

    return Matrix(
        caption=_("Où en est chaque structure"),
        filename="deliberations",
        row_title=_("Décision"),
        rows_are=_("décisions"),
        columns_are=_("structures"),
        most_rows=FEW_ROWS if len(columns) > MOST_COLUMNS else MOST_ROWS,
        row_note=_("et sa règle"),
        rows=[_row(request, row) for row in rows],
        columns=_heads(request, rows, columns),
        cells=cells,
        empty=Cell("–", exported=""),
        reading_title=_("Où en est-on"),
        reading_note=_("selon la règle"),
        foot_title=_("Ce que chaque structure doit"),
        legend=LEGEND,
    )


def _row(request: CooperationRequest, row: MatrixRow) -> RowHead:
    word = str(Standing(row.standing).label)
    return RowHead(
        str(row.pk),
        row.title,
        row.rule,
        page_url(request, "joint_decision", row.pk),
        Reading(word[:1].upper() + word[1:], row.reading, "status", row.standing),
    )


def _heads(
    request: CooperationRequest, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn]
) -> list[ColumnHead]:
    """The heads; what a structure owes is counted for the columns on screen alone."""
    plain = [ColumnHead(str(column.pk), column.name) for column in columns]
    parameters = {key: words for key, words in request.GET.dict().items() if key != "export"}
    bare = Matrix("", "", "", [RowHead(str(row.pk), "") for row in rows], plain, _nothing, Cell(""))
    window = open_window(bare, parameters)
    shown = [int(head.key) for head in window.columns]
    entry_by_number = owed([row.pk for row in rows], shown)
    visible = set(shown)
    return [
        ColumnHead(head.key, head.label, reading=_owed(entry_by_number.get(int(head.key))))
        if int(head.key) in visible
        else head
        for head in plain
    ]


def _nothing(rows: Sequence[str], columns: Sequence[str]) -> Mapping[Place, Cell]:
    return {}


def _owed(counts: tuple[int, int, int, int] | None) -> str:
    waited, deferred, reserved, acts = counts or (0, 0, 0, 0)
    pairs = [
        (waited, ngettext("%(n)s vote", "%(n)s votes", waited)),
        (deferred, ngettext("%(n)s ajournée", "%(n)s ajournées", deferred)),
        (reserved, ngettext("%(n)s réserve", "%(n)s réserves", reserved)),
        (acts, ngettext("%(n)s acte", "%(n)s actes", acts)),
    ]
    return ", ".join(text % {"n": count} for count, text in pairs if count) or _("rien")


def _cell(cell: MatrixCell, today: date) -> Cell:
    if cell.silent:
        is_accord = cell.silent == "agreement"
        word = _("accord tacite") if is_accord else _("refus tacite")
        return _marked("tacit" if is_accord else "no", word, None, today)
    if cell.vote:
        mark = VOTE_MARKS[Vote(cell.vote)]
        word = _("avec réserves") if mark == "reserve" else str(Vote(cell.vote).label)
        return _marked(mark, word, cell.voted_on, today, due=cell.vote == Vote.DEFERRED)
    if cell.agenda_on:
        is_past = cell.session_on is not None and cell.session_on < today
        return _marked("agenda", _("inscrite"), cell.session_on, today, due=is_past)
    if cell.sent_on:
        is_late = cell.session_on is not None and cell.session_on <= today + SOON
        return _marked("sent", _("envoyée"), cell.sent_on, today, due=is_late)
    return _marked("ask", _("à saisir"), None, today)


def _marked(mark: str, word: str, on: date | None, today: date, *, due: bool = False) -> Cell:
    note = french.short_date(on, today) if on else ""
    exported = f"{word}, {on:%d/%m/%Y}" if on else word
    return Cell(
        word, note, "answer", mark, due=due, exported=exported, explained=_explained(word, on)
    )


def _explained(word: str, on: date | None) -> str:
    return f"{word}, {french.long_date(on)}." if on else f"{word}."


def matrix_reading(counts: Mapping[str, int]) -> str:
    """How many decisions stand where, in a sentence."""
    sentences = [
        _counted(
            counts[Standing.ACQUIRED], _("une décision est acquise"), _("%(n)s sont acquises")
        ),
        _counted(
            counts[Standing.RESERVED],
            _("une est acquise sous réserve"),
            _("%(n)s sont acquises sous réserve"),
        ),
        _counted(
            counts[Standing.TEXTS],
            _("une a plusieurs textes votés"),
            _("%(n)s ont plusieurs textes votés"),
        ),
        _counted(
            counts[Standing.POSSIBLE],
            _("une est encore possible"),
            _("%(n)s sont encore possibles"),
        ),
        _counted(counts[Standing.EARLY], _("une commence"), _("%(n)s commencent")),
        _counted(
            counts[Standing.IMPOSSIBLE],
            _("une est impossible en l’état"),
            _("%(n)s sont impossibles en l’état"),
        ),
    ]
    parts = [part for part in sentences if part]
    text = _(" et ").join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _counted(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    return one if count == 1 else several % {"n": french.in_words(count, feminine=True)}
