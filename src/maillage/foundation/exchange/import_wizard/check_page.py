"""The page that checks an import: its rows to correct and its proposals, fifty at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.outcome_words import outcome_words
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
from maillage.foundation.exchange.import_wizard.rows_shown import (
    CellShown,
    TableShown,
    is_corrected,
    tables_of,
    waiting_for_names,
    with_entries,
)
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    BOTH,
    ENTERING,
    FEW,
    MERGED,
    OFFERED,
    OUTSIDE,
    TICKED,
    WRITTEN,
)
from maillage.foundation.exchange.import_wizard.suggestion_counts import (
    SuggestionCounts,
    suggestion_counts,
)
from maillage.foundation.exchange.import_wizard.ways_in import answer_words, ways_in_words
from maillage.foundation.exchange.tables.parsed_rows import VALUE_KEPT
from maillage.foundation.exchange.targets.targets import target_by_word

FEW_TO_READ = 6  # what needs no answer folds past so many
NUMBER_TAKEN = "number_taken"
ROWS, ARRIVALS, DUPLICATES, ADDITIONS, SUGGESTIONS, UNDERSTOOD, ALTERNATIVES = PARTS = (
    "lignes", "structures", "doublons", "ajouts", "suggestions", "compris", "ecarts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The whole page.

    `wrong` counts the rows to correct, those of other pages included; `apart` are the places that
    were told apart and are shown nowhere else; `pending` counts the corrections that were not read
    again, `waiting` the structures about to be created that could be a known one, unanswered,
    `undecided` what the file says otherwise than a sheet, unanswered too; `enters_nothing` before
    any answer. Of the `tables`, the rows that wait for names to be ticked are `rows_to_tick`, the
    others `rows_to_write`; `behind` counts the rows that say more of those to correct.
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
    rows_to_tick: tuple[TableShown, ...]
    rows_to_write: tuple[TableShown, ...]
    behind: int
    refuses_all: bool
    run: Import

    @property
    def waits(self) -> bool:
        """Whether nothing comes in, and an answer would let something in."""
        return self.enters_nothing and bool(self.undecided or self.questions)

    @property
    def is_to_correct(self) -> bool:
        """Whether nothing comes in until a row is corrected, which its columns allow."""
        return self.enters_nothing and bool(self.wrong) and not self.run.preview.get("lacks_column")

    @property
    def ways_in(self) -> list[str]:
        """Each gesture of this page that alone lets a first row in, in words."""
        questions = [one for one in self.alternatives.items if one["choices"] and not one["answer"]]
        enough = [] if self.refuses_all else [one for one in questions if one.get("lets_in", True)]
        is_stopped = enough or self.refuses_all or self.behind
        return ways_in_words(
            self.names_to_tick if self.rows_to_tick or not is_stopped else 0,
            self.names_become,
            [one.get("code", "") for one in self.questions],
            answer_words([one["title"] for one in enough], len(questions)),
            corrects=bool(self.tables),
        )

    @property
    def suggestions_in_words(self) -> str:
        """« Deux suggestions suivies, une sans réponse, trois remarques à relire »."""
        return self.counts.in_words(self.apart)

    @property
    def outcomes(self) -> list[tuple[Suggestion, str]]:
        """The suggestions of this page, each with what became of it; nothing if only told."""
        return [(one, outcome_words(self.run, one)) for one in self.suggestions.items]

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
    def all_ticked(self) -> set[str]:
        """The codes of the lists of this page of which each name is ticked."""
        ticks = set(self.run.refused)
        return {code for code, some in self.entering if {box for box, _one in some} <= ticks}

    @property
    def folds_names(self) -> bool:
        """Whether the rows that wait for a name are more than a few, each name being below."""
        return sum(len(table.rows) for table in self.rows_to_tick) > FEW

    @property
    def names_to_tick(self) -> int:
        """How many names of this page enter a list once ticked."""
        return sum(len(some) for _code, some in self.entering)

    @property
    def names_become(self) -> str:
        """What a tick does of them: « à ajouter ou à confirmer »."""
        codes = {code for code, _some in self.entering}
        words = [(codes - {OUTSIDE}, _("à ajouter")), (codes & {OUTSIDE}, _("à confirmer"))]
        return _(" ou ").join(word for some, word in words if some)

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
    rows_to_tick = waiting_for_names(run, cases, suggestions, rows.items)
    rows_to_write = [place for place in rows.items if place not in rows_to_tick]
    arrivals: list[ArrivalShown] = preview.get("arrivals", [])
    alternatives = [_with_answer(run, one) for one in preview.get("alternatives", [])]
    return CheckPage(
        preview.get("rows_to_correct", len(places)),
        rows,
        with_entries(run, tables_of(run, cases, rows.items), slug),
        page_of(DUPLICATES, duplicates, query),
        page_of(ADDITIONS, preview.get("additions", []), query),
        page_of(SUGGESTIONS, suggestions, query),
        page_of(UNDERSTOOD, preview.get("infos", []), query),
        apart=_apart(run, duplicates, suggestions),
        pending=sum(is_corrected(run, case) for case in cases),
        arrivals=page_of(ARRIVALS, arrivals, query),
        waiting=_waiting(run, arrivals),
        alternatives=page_of(ALTERNATIVES, alternatives, query),
        undecided=sum(bool(one["choices"]) and not one["answer"] for one in alternatives),
        counts=suggestion_counts(run, suggestions),
        remarks=tuple(preview.get("remarks", ())),
        enters_nothing=preview.get("enters_nothing", False),
        rows_to_tick=tables_of(run, cases, rows_to_tick),
        rows_to_write=tables_of(run, cases, rows_to_write),
        behind=preview.get("behind", 0),
        refuses_all=preview.get("refuses_all", False),
        run=run,
    )


def _apart(
    run: Import, duplicates: Sequence[Proposal], suggestions: Sequence[Suggestion]
) -> tuple[str, ...]:
    """The places told apart that neither a duplicate nor a suggestion shows.

    A name once ticked that is offered no more came in meanwhile: it is not told apart.
    """
    ticked = [one for one in suggestions if gesture_of(one) in TICKED]
    shown = {one["key"] for one in duplicates} | {key for one in ticked for key in ticks_of(one)}
    shown |= set(run.preview.get(OFFERED, ()))
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
