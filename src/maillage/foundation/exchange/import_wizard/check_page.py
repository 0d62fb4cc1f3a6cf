"""The page that checks an import: its rows to correct and its proposals, fifty at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from maillage.foundation.exchange.cells.problems import NAME_REQUIRED, RawValue
from maillage.foundation.exchange.cells.references import column_number
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.paged import LONGEST_NUMBER, Paged, page_of
from maillage.foundation.exchange.import_wizard.preview_parts import (
    AlternativeShown,
    ArrivalShown,
    Case,
    Proposal,
    RemarkColumn,
    Suggestion,
    answer_key,
    answers_of,
    gesture_of,
    ticks_of,
)
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    BOTH,
    ENTERING,
    MERGED,
    TICKED,
    WRITTEN,
)
from maillage.foundation.exchange.import_wizard.suggestion_counts import (
    SuggestionCounts,
    suggestion_counts,
)
from maillage.foundation.exchange.tables.parsed_rows import VALUE_KEPT
from maillage.foundation.exchange.targets.targets import target_by_word

FEW_TO_READ = 6  # what needs no answer folds past so many
NUMBER_TAKEN = "number_taken"
ROWS, ARRIVALS, DUPLICATES, ADDITIONS, SUGGESTIONS, UNDERSTOOD, ALTERNATIVES = PARTS = (
    "lignes", "structures", "doublons", "ajouts", "suggestions", "compris", "ecarts",
)  # fmt: skip
Context = Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell of a row: what it says, what is wrong with it, what it holds once corrected."""

    letters: str
    header: str
    text: str
    cases: tuple[Case, ...] = ()
    is_corrected: bool = False

    @property
    def cell(self) -> str:
        """Where it is in the file; nothing for a cell that is not to be corrected."""
        return self.cases[0]["cell"] if self.cases else ""

    @property
    def has_lines(self) -> bool:
        """Whether its words stand on several lines, which an input of one line would join."""
        return "\n" in self.text

    @property
    def ready(self) -> str:
        """The value that probably corrects it, to be taken with one tick."""
        return next((one for case in self.cases if (one := case.get("ready", ""))), "")

    @property
    def may_be_blank(self) -> bool:
        """Whether it says something that its row can do without."""
        return bool(self.text) and all(one.get("code") != NAME_REQUIRED for one in self.cases)

    @property
    def repeated(self) -> list[str]:
        """The cells that a correction of this one is for."""
        return list(dict.fromkeys(cell for c in self.cases for cell in (c["cell"], *c["others"])))


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the file with its cells, and what it lacks, which no cell of it corrects.

    `entered` are the sheets that its other cells have entered, each with its page.
    """

    number: int
    cells: tuple[CellShown, ...]
    lacking: tuple[Case, ...]
    entered: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TableShown:
    """The rows of one sheet, under the same columns."""

    sheet: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[RowShown, ...]

    @property
    def has_lacking(self) -> bool:
        """Whether a row lacks something."""
        return any(row.lacking for row in self.rows)

    @property
    def has_entered(self) -> bool:
        """Whether a row has entered, but for what is wrong."""
        return any(row.entered for row in self.rows)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The whole page.

    `wrong` counts the rows to correct, those of other pages included; `apart` are the places that
    were told apart and are shown nowhere else; `pending` counts the corrections that were not read
    again, `waiting` the structures about to be created that could be a known one, unanswered,
    `undecided` what the file says otherwise than a sheet, unanswered too; `enters_nothing` before
    any answer.
    """

    wrong: int
    rows: Paged[tuple[str, int]]
    tables: tuple[TableShown, ...]
    duplicates: Paged[Proposal]
    additions: Paged[Proposal]
    suggestions: Paged[Suggestion]
    understood: Paged[Suggestion]
    apart: tuple[str, ...]
    pending: int
    arrivals: Paged[ArrivalShown]
    waiting: int
    alternatives: Paged[AlternativeShown]
    undecided: int
    counts: SuggestionCounts
    remarks: tuple[RemarkColumn, ...]
    enters_nothing: bool

    @property
    def waits(self) -> bool:
        """Whether nothing comes in, and an answer would let something in."""
        return self.enters_nothing and bool(self.undecided or self.questions)

    @property
    def suggestions_in_words(self) -> str:
        """« Deux suggestions suivies, une sans réponse, trois remarques à relire »."""
        return self.counts.in_words(self.apart)

    @property
    def has_only_answers(self) -> bool:
        """Whether all that the file says otherwise is answered."""
        return all(one["answer"] for one in self.alternatives.items)

    @property
    def cells(self) -> list[CellShown]:
        """The cells to correct on this page."""
        rows = (row for table in self.tables for row in table.rows)
        return [cell for row in rows for cell in row.cells if cell.cases]

    @property
    def has_entered(self) -> bool:
        """Whether all the rows of this page have entered, but for what is wrong."""
        rows = [row for table in self.tables for row in table.rows]
        return bool(rows) and all(row.entered for row in rows)

    @property
    def ticked(self) -> dict[str, str]:
        """The places of this page that a tick answers, each with the place where the box is."""
        boxes = {
            key: ticks_of(one)[0]
            for one in self.suggestions.items
            if gesture_of(one) in TICKED
            for key in ticks_of(one)
        }
        remarks = (one["key"] for column in self.remarks for one in column["remarks"])
        return boxes | {place: place for place in (*self.apart, *remarks)}

    @property
    def questions(self) -> list[Suggestion]:
        """The suggestions of this page that wait for a gesture, but for what may enter a list."""
        waiting = [one for one in self.suggestions.items if gesture_of(one) not in {"", BOTH}]
        return [one for one in waiting if one.get("code") not in {*MERGED, *ENTERING}]

    @property
    def entering(self) -> list[tuple[str, list[tuple[str, Suggestion]]]]:
        """What may enter each list: its code, the suggestions of this page, each with its box."""
        items = [(ticks_of(one)[0], one) for one in self.suggestions.items]
        groups = ((code, [one for one in items if one[1].get("code") == code]) for code in ENTERING)
        return [(code, some) for code, some in groups if some]

    @property
    def numbers_taken(self) -> list[Suggestion]:
        """Those that say the number of a row to be that of another record."""
        return [one for one in self.suggestions.items if one.get("code") == NUMBER_TAKEN]

    @property
    def merged(self) -> list[Suggestion]:
        """Those that make one of two, which a tick parts."""
        return [one for one in self.suggestions.items if one.get("code") in MERGED]

    @property
    def unchanged(self) -> list[Suggestion]:
        """Those that say what is noted to differ from the file, and to stay."""
        return [one for one in self.suggestions.items if one.get("code") == VALUE_KEPT]

    @property
    def to_read(self) -> list[Suggestion]:
        """Those that nothing answers, but for the numbers and what is kept."""
        some = [one for one in self.suggestions.items if not gesture_of(one)]
        return [one for one in some if one.get("code") not in {NUMBER_TAKEN, VALUE_KEPT}]

    @property
    def is_all_in_view(self) -> bool:
        """Whether nothing that is remarked folds, nor stands on another page."""
        return len(self.to_read) <= FEW_TO_READ and self.suggestions.pages < 2

    @property
    def of_structures(self) -> list[Suggestion]:
        """The addresses and numbers that go to a structure."""
        return [one for one in self.suggestions.items if gesture_of(one) == BOTH]

    @property
    def waiting_shown(self) -> list[ArrivalShown]:
        """Those of this page that could be one of the directory."""
        return [one for one in self.arrivals.items if one["choices"]]

    @property
    def unlike(self) -> list[ArrivalShown]:
        """The structures about to be created that are like none of the directory."""
        return [one for one in self.arrivals.items if not one["choices"]]


def check_page(run: Import, query: QueryDict, slug: str = "") -> CheckPage:
    """The pages that the address asks for, among what the preview stores.

    `slug` is that of the cooperation, whose pages a row that has entered leads to.
    """
    preview = run.preview
    cases = [_with_page(run, case, slug) for case in preview.get("errors", [])]
    duplicates: list[Proposal] = preview.get("duplicates", [])
    suggestions = [_answered(run, one) for one in preview.get("warnings", [])]
    places = list(dict.fromkeys((case["sheet"], case["row"]) for case in cases))
    rows = page_of(ROWS, places, query)
    arrivals: list[ArrivalShown] = preview.get("arrivals", [])
    alternatives = [_with_answer(run, one) for one in preview.get("alternatives", [])]
    return CheckPage(
        preview.get("rows_to_correct", len(places)),
        rows,
        _with_entries(run, _tables(run, cases, rows.items), slug),
        page_of(DUPLICATES, duplicates, query),
        page_of(ADDITIONS, preview.get("additions", []), query),
        page_of(SUGGESTIONS, suggestions, query),
        page_of(UNDERSTOOD, preview.get("infos", []), query),
        apart=_apart(run, duplicates, suggestions),
        pending=sum(_is_corrected(run, case) for case in cases),
        arrivals=page_of(ARRIVALS, arrivals, query),
        waiting=_waiting(run, arrivals),
        alternatives=page_of(ALTERNATIVES, alternatives, query),
        undecided=sum(bool(one["choices"]) and not one["answer"] for one in alternatives),
        counts=suggestion_counts(run, suggestions),
        remarks=tuple(preview.get("remarks", ())),
        enters_nothing=preview.get("enters_nothing", False),
    )


def _apart(
    run: Import, duplicates: Sequence[Proposal], suggestions: Sequence[Suggestion]
) -> tuple[str, ...]:
    """The places told apart that neither a duplicate nor a suggestion shows."""
    ticked = [one for one in suggestions if gesture_of(one) in TICKED]
    shown = {one["key"] for one in duplicates} | {key for one in ticked for key in ticks_of(one)}
    return tuple(key for key in run.refused if key not in shown and ":" not in key)


def _waiting(run: Import, arrivals: Sequence[ArrivalShown]) -> int:
    """How many structures about to be created could be a known one, and are not answered."""
    answered = set(run.refused)
    return sum(bool(one["choices"]) and not answers_of(one) & answered for one in arrivals)


def _with_page(run: Import, case: Case, slug: str) -> Case:
    """The case, with the page where it is mended, where it leads to one."""
    leads_to = case.get("leads_to", "")
    url = target_by_word(run.target).address_of(leads_to, slug) if leads_to and slug else ""
    return {**case, "url": url}


def _with_answer(run: Import, one: AlternativeShown) -> AlternativeShown:
    """What the file says otherwise, with the words of the answer given."""
    words = (words for key, words in one["choices"] if key in run.refused)
    return {**one, "answer": next(words, "")}


def _answered(run: Import, suggestion: Suggestion) -> Suggestion:
    """The suggestion, its field holding what was written there."""
    if gesture_of(suggestion) not in WRITTEN:
        return suggestion
    value: str = run.corrections.get(answer_key(suggestion), suggestion.get("value", ""))
    return {**suggestion, "value": value}


def other_page(query: QueryDict, wanted: str) -> str:
    """The address of the page of a list, « doublons:3 », the others staying where they are."""
    part, _, number = wanted.partition(":")
    numbers = {one: query[one] for one in PARTS if one in query}
    if part not in PARTS or not number.isdecimal():
        return ""
    return f"?{urlencode(numbers | {part: number[:LONGEST_NUMBER]})}#{part}"


def _tables(
    run: Import, cases: Sequence[Case], places: Sequence[tuple[str, int]]
) -> tuple[TableShown, ...]:
    """The rows of the page, one table for each sheet."""
    cases_by_place: dict[tuple[str, int], list[Case]] = {place: [] for place in places}
    for case in cases:
        cases_by_place.get((case["sheet"], case["row"]), []).append(case)
    contexts: dict[str, Context] = run.preview.get("contexts", {})
    tables = []
    for sheet in dict.fromkeys(sheet for sheet, _ in places):
        rows = {row: cases_by_place[(sheet, row)] for name, row in places if name == sheet}
        texts = {row: contexts.get(f"{sheet}!{row}", ()) for row in rows}
        tables.append(_table(run, sheet, rows, texts))
    return tuple(tables)


def _with_entries(run: Import, tables: Sequence[TableShown], slug: str) -> tuple[TableShown, ...]:
    """The tables, each row with the sheets that it has entered once the file is imported."""
    entered: dict[str, list[tuple[str, str]]] = run.report.get("rows_entered", {})
    address_of = target_by_word(run.target).address_of
    pages = {
        place: tuple((words, address_of(sheet, slug)) for words, sheet in sheets)
        for place, sheets in entered.items()
    }
    return tuple(
        replace(
            table,
            rows=tuple(
                replace(row, entered=pages.get(f"{table.sheet}!{row.number}", ()))
                for row in table.rows
            ),
        )
        for table in tables
    )


def _table(
    run: Import,
    sheet: str,
    rows: dict[int, list[Case]],
    contexts: dict[int, Context],
) -> TableShown:
    """Its columns are those to correct, and those that tell which row it is and say something."""
    telling = {c[0]: c[1] for context in contexts.values() for c in context if c[2]}
    wrong = {c["column"]: c["header"] for some in rows.values() for c in some if c["editable"]}
    headers = telling | wrong
    columns = tuple((one, headers[one]) for one in sorted(headers, key=column_number))
    shown = (_row(run, row, some, contexts[row], columns) for row, some in rows.items())
    return TableShown(sheet, columns, tuple(shown))


def _row(
    run: Import,
    number: int,
    cases: Sequence[Case],
    context: Context,
    columns: Sequence[tuple[str, str]],
) -> RowShown:
    texts = {letters: text for letters, _, text in context}
    wrong: dict[str, list[Case]] = {}
    for case in cases:
        if case["editable"]:
            wrong.setdefault(case["column"], []).append(case)
    cells = (_cell(run, one, texts.get(one[0], ""), wrong.get(one[0], [])) for one in columns)
    lacking = tuple(case for case in cases if not case["editable"])
    return RowShown(number, tuple(cells), lacking)


def _cell(run: Import, column: tuple[str, str], text: str, cases: Sequence[Case]) -> CellShown:
    if not cases:
        return CellShown(*column, text)
    raw = _words(cases[0]["raw"])
    written = run.corrections.get(cases[0]["cell"], raw)
    return CellShown(*column, written, tuple(cases), is_corrected=written != raw)


def _is_corrected(run: Import, case: Case) -> bool:
    raw = _words(case["raw"])
    return bool(run.corrections.get(case["cell"], raw) != raw)


def _words(raw: RawValue) -> str:
    return "" if raw is None else str(raw)
