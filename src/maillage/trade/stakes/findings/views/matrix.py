"""What one notes of the land, and what each structure says of it: findings × structures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.first_rows import FirstRows, first_rows
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.made import Made
from maillage.core.matrix import Cell, ColumnHead, Matrix, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import read_place
from maillage.core.register import Action, Empty
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.documents.writing.points import together_forms
from maillage.foundation.journal.services import record_opening
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.addresses import page_url
from maillage.trade.stakes.choices import FindingLabel, Judgement
from maillage.trade.stakes.findings import words
from maillage.trade.stakes.findings.asking import actors_to_answer, numbers_to_ask, waiting_actors
from maillage.trade.stakes.findings.papers import WORD
from maillage.trade.stakes.findings.queries import FindingLine, FindingTable, finding_table
from maillage.trade.stakes.findings.views.cell import ShownCell, findings_readers, shown_cell
from maillage.trade.stakes.findings.views.figures import FigurePlate, figure_plate

DISCUSSED, OLD = "discutes", "sans-source"
EVERYBODY = "tous"
MOST_UNSEARCHED, LONGEST_SEARCH, MOST_LETTERS = 12, 80, 15
MOST_CELLS = 12  # of a finding on a phone; past them, those without an opinion are left out
FEW_ROWS, MOST_ROWS = 20, 40  # on screen, among many structures and otherwise


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of one touch: its words, how many, its address, whether it is on."""

    label: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Filters:
    """What the page shows of a table, and what it offers to hold back."""

    theme: str
    territory: str
    shown: str
    text: str
    themes: Sequence[tuple[str, str]]
    territories: Sequence[tuple[str, str]]
    chips: Sequence[Chip]

    def keeps(self, line: FindingLine) -> bool:
        """Whether the finding is shown."""
        return (
            self.theme in {"", str(line.finding.theme_id or "")}
            and (not self.text or fold(self.text) in fold(line.finding.statement))
            and (not self.territory or self._is_about(line))
            and (not self.shown or SHOWN[self.shown](line))
        )

    def _is_about(self, line: FindingLine) -> bool:
        areas = {str(area.pk) for area in line.finding.territories.all()}
        return not areas or self.territory in areas

    @property
    def is_on(self) -> bool:
        """Whether some findings are left out."""
        return bool(self.theme or self.territory or self.shown or self.text)


SHOWN: Mapping[str, Callable[[FindingLine], bool]] = {
    DISCUSSED: lambda line: line.label == FindingLabel.DISCUSSED,
    OLD: lambda line: not line.grounds.has_recent_source,
}


def requested_filters(parameters: Mapping[str, str], table: FindingTable) -> Filters:
    """What the address asks for; what the table does not hold is no filter."""
    about = [line.finding.theme for line in table.lines]
    themes = {str(one.pk): str(one) for one in about if one}
    areas = {str(a.pk): str(a) for line in table.lines for a in line.finding.territories.all()}
    shown = parameters.get("montrer", "")
    shown = shown if shown in SHOWN else ""
    labels = {DISCUSSED: _("Discutés"), OLD: _("Sans source récente")}
    counts = {key: sum(map(holds, table.lines)) for key, holds in SHOWN.items()}
    return Filters(
        theme=_among(parameters.get("theme", ""), themes),
        territory=_among(parameters.get("territoire", ""), areas),
        shown=shown,
        text=parameters.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        themes=sorted(themes.items(), key=lambda one: one[1].casefold()),
        territories=sorted(areas.items(), key=lambda one: one[1].casefold()),
        chips=[
            Chip(labels[key], count, "?" if key == shown else f"?montrer={key}", key == shown)
            for key, count in counts.items()
            if count or key == shown
        ],
    )


def _among(value: str, offered: Mapping[str, str]) -> str:
    return value if value in offered else ""


@cooperation_page(can=permissions.can_open_stakes)
def findings(request: CooperationRequest) -> HttpResponse:
    """The matrix, its labels, and what is known of the chosen cell."""
    access = request.access
    table = finding_table(access)
    shown = requested_filters(request.GET.dict(), table)
    columns = _columns(request, table)
    matrix = finding_matrix(access, table, shown, columns)
    if table.holds_narrow and "HX-Request" not in request.headers:
        record_opening(request.user, access.cooperation, cooperation_id=access.cooperation_id)
    collects, chosen = permissions.can_collect_judgements(access), _chosen(request, matrix)
    ready = _ready(access) if table.to_hear else frozenset()
    letters = _letters(request, table, ready)
    has_letters = bool(ready) and {actor.pk for actor, _left in table.to_hear} <= ready
    context = {
        "sentence": words.table_sentence(table),
        "hear": words.hear_sentence(table),
        "todo": words.expected_words(table, has_letters=has_letters) if collects else "",
        "has_letters": has_letters,
        "letters": letters,
        "lacks_letters": letters.total > 1 and bool(numbers_to_ask(table) - ready),
        "ready": words.ready_words(len(ready)) if letters.total else "",
        "all_letters": together_forms(access.cooperation.slug, WORD, access.cooperation_id),
        "counted": words.shown_words(len(matrix.rows), len(table.lines)) if shown.is_on else "",
        "read_narrow": table.holds_narrow,
        "shown": shown,
        "searches": len(table.lines) > MOST_UNSEARCHED,
        "hides_silence": len(columns) > MOST_CELLS,
        "is_silent": not any(line.spoken for line in table.lines),
        "silence": _silence_chip(request, table, len(columns)),
        "empty": None if table.lines else _empty(request),
        "cell_part": "stakes/parts/finding_cell.html",
        "details": chosen,
        "plate": _plate(table, chosen),
        "may_write": permissions.can_write_findings(access),
        "may_collect": collects,
        "own": _own(request),
        "audience": findings_readers(request, narrow=table.holds_narrow),
    }
    return answer_matrix(request, matrix, template="stakes/findings.html", context=context)


def _columns(request: CooperationRequest, table: FindingTable) -> Sequence[ActorHead]:
    """Those who have said something, the most first; the others when they are asked for."""
    judging = {number for line in table.lines for number in line.spoken}
    speaking = [one for one in table.actors if one.pk in judging]
    speaking.sort(key=lambda one: -table.judged(one)[0])
    silent = [one for one in table.actors if one.pk not in judging]
    wanted = request.GET.get("case", "").partition("~")[2]
    is_whole = "export" in request.GET or request.GET.get("avis") == EVERYBODY
    if is_whole or not speaking or wanted in {str(one.pk) for one in silent}:
        return [*speaking, *silent]
    return speaking


def _silence_chip(request: CooperationRequest, table: FindingTable, shown: int) -> Chip | None:
    """The way to the columns without any opinion, and back; None when nothing folds."""
    is_on = request.GET.get("avis") == EVERYBODY
    folded = len(table.actors) - shown
    if not folded and not is_on:
        return None
    if is_on:
        return Chip(_("Ne montrer que ceux qui ont donné un avis"), 0, "?", is_on=True)
    label = _("Sans avis") if table.is_whole else _("Structures dont vous ne lisez aucun avis")
    return Chip(label, folded, f"?avis={EVERYBODY}", is_on=False)


def _plate(table: FindingTable, chosen: ShownCell | None) -> FigurePlate | None:
    """The figures of the finding that is chosen, or of the first one that has some."""
    if chosen is not None:
        return figure_plate(chosen.finding)
    return next((one for line in table.lines if (one := figure_plate(line.finding))), None)


def _ready(access: Access) -> frozenset[int]:
    """The structures whose letter is ready: their link waits for an answer. One query."""
    if not permissions.can_collect_judgements(access):
        return frozenset()
    return frozenset(waiting_actors(access.cooperation_id).values_list("pk", flat=True))


def _letters(
    request: CooperationRequest, table: FindingTable, ready: frozenset[int]
) -> FirstRows[PageLink]:
    """Whom to write to, those who have said least first, and whose letter is ready."""
    may_write = permissions.can_collect_judgements(request.access)
    late = sorted(table.to_hear, key=lambda one: -one[1]) if may_write else []
    first = first_rows(request, late, most=MOST_LETTERS)
    links = [
        PageLink(
            (_("%(name)s, %(n)s, lettre prête") if actor.pk in ready else _("%(name)s, %(n)s"))
            % {"name": french.capital(actor.name), "n": left_words(left)},
            page_url(request, "finding_ask", actor.pk),
        )
        for actor, left in first.rows
    ]
    return FirstRows(links, first.total, first.more, first.url and f"{first.url}#m-letters")


def left_words(left: int) -> str:
    """How many findings are still to be judged: "quatre constats"."""
    return ngettext("%(n)s constat", "%(n)s constats", left) % {"n": french.in_words(left)}


def _own(request: CooperationRequest) -> list[PageLink]:
    """Where the reader answers for their structures; one query."""
    access = request.access
    if access.is_officer or not permissions.can_answer_findings(access):
        return []
    return [
        PageLink(
            _("L’avis %(of)s") % {"of": french.of_body(one)},
            page_url(request, "finding_answer", one.pk),
        )
        for one in actors_to_answer(access)
    ]


def finding_matrix(
    access: Access, table: FindingTable, shown: Filters, columns: Sequence[ActorHead]
) -> Matrix:
    """Findings in rows, structures in columns; those that are shown."""
    slug = access.cooperation.slug
    return Matrix(
        caption=_("Ce que l’on constate ensemble"),
        filename="constats",
        row_title=_("Constat"),
        rows_are=_("constats"),
        columns_are=_("structures"),
        most_rows=FEW_ROWS if len(columns) > MOST_CELLS else MOST_ROWS,
        reading_title=_("Lecture"),
        foot_title=_("Avis dits, sur les constats de son ressort")
        if table.is_whole
        else _("Avis que vous lisez, sur les constats de son ressort"),
        rows=Made([one for one in table.lines if shown.keeps(one)], partial(_row, slug, table)),
        columns=Made(columns, partial(_column, slug, table)),
        cells=lambda rows, columns: finding_cells(table, rows, columns),
        empty=_silence(is_whole=table.is_whole),
        legend=tuple(("judgement", one.value) for one in Judgement),
    )


def _row(slug: str, table: FindingTable, line: FindingLine) -> RowHead:
    return RowHead(
        str(line.finding.pk),
        line.finding.statement,
        words.note_words(line.finding),
        address("stakes:finding", slug, line.finding.pk),
        words.reading_cell(line, is_whole=table.is_whole),
    )


def _column(slug: str, table: FindingTable, actor: ActorHead) -> ColumnHead:
    judged, every = table.judged(actor)
    late = actor.pk in table.numbers_to_hear and table.is_whole
    counts = _("%(n)s sur %(all)s") % {"n": judged, "all": every}
    return ColumnHead(
        str(actor.pk),
        actor.name,
        url=address("directory:organisation", slug, actor.organisation_id)
        if actor.organisation_id
        else "",
        reading=_("%(counts)s, moins de deux tiers") % {"counts": counts} if late else counts,
    )


def finding_cells(
    table: FindingTable, rows: Sequence[str], columns: Sequence[str]
) -> Mapping[Place, Cell]:
    """The cells on screen; what the table leaves out is a silence."""
    wanted = set(rows)
    apart = _("Ce constat est celui d’autres communes : on peut le juger, rien n’est attendu.")
    cell_by_place: dict[Place, Cell] = {}
    for line in table.lines:
        key = str(line.finding.pk)
        if key not in wanted:
            continue
        concerned = {str(one.pk) for one in line.concerned}
        for column in columns:
            judged = line.spoken.get(int(column))
            if judged is None and column not in concerned:
                cell_by_place[key, column] = Cell("–", exported="", explained=apart)
            elif judged is not None:
                cell_by_place[key, column] = Cell(
                    str(Judgement(judged.verdict).label),
                    family="judgement",
                    value=judged.verdict,
                    strength=TINTS[judged.verdict],
                    explained=" ",
                )
    return cell_by_place


TINTS = {Judgement.AGREED.value: 1, Judgement.CONTESTED.value: -1, Judgement.UNKNOWN.value: 0}


def _silence(*, is_whole: bool) -> Cell:
    """The cell of whoever has not been heard, or said nothing that this reader may read."""
    if is_whole:
        why = _("Pas encore d’avis : un silence n’est pas un accord.")
        return Cell(_("sans avis"), silent=True, exported="", explained=why)
    why = _("Aucun avis ne vous est ouvert ici : cela ne dit rien de ce qui l’est.")
    return Cell(_("rien à lire"), silent=True, exported="", explained=why)


def _chosen(request: CooperationRequest, matrix: Matrix) -> ShownCell | None:
    place = read_place(matrix, request.GET.get("case", ""))
    return shown_cell(request, int(place[0]), int(place[1])) if place else None


def _empty(request: CooperationRequest) -> Empty:
    access = request.access
    add = Action(_("Poser un constat"), page_url(request, "finding_add"), "plus", main=True)
    table = address("exchange:import_wizard", access.cooperation.slug)
    bring = Action(_("Importer votre tableau"), f"{table}?tableau=findings", "upload")
    gestures = (add, bring) if permissions.can_collect_judgements(access) else (add,)
    return Empty(
        _("Aucun constat pour l’instant"),
        _(
            "Posez un premier constat que chacun reconnaîtra, avec son chiffre et sa source ; le "
            "désaccord viendra assez tôt."
        ),
        gestures if permissions.can_write_findings(access) else (),
    )
