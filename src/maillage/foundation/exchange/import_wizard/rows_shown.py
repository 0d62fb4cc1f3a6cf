"""The rows of a file that are wrong, as the page that checks and the report show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maillage.foundation.exchange.cells.problems import NAME_REQUIRED, RawValue
from maillage.foundation.exchange.cells.references import column_number
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.preview_parts import Case, Suggestion
from maillage.foundation.exchange.import_wizard.services.suggestions import ENTERING
from maillage.foundation.exchange.targets.targets import target_by_word

Context = Sequence[tuple[str, str, str]]
LONG_WORD = 24


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
    def has_long_word(self) -> bool:
        """Whether one of its words is longer than a column is wide: an address, a reference."""
        return max(map(len, self.text.split()), default=0) > LONG_WORD

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


def waiting_for_names(
    run: Import,
    cases: Sequence[Case],
    suggestions: Sequence[Suggestion],
    places: Sequence[tuple[str, int]],
) -> list[tuple[str, int]]:
    """The rows that wait for names alone, each of which a tick lets in, and none corrected."""
    entering = [one for one in suggestions if one.get("code") in ENTERING]
    names = {folded(one.get("suggestion") or str(one["raw"])) for one in entering}
    others = {
        (case["sheet"], case["row"])
        for case in cases
        if case.get("code") != NAME_REQUIRED
        or not case["editable"]
        or folded(case.get("name") or str(case["raw"])) not in names
        or is_corrected(run, case)
    }
    return [place for place in places if place not in others]


def tables_of(
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


def with_entries(run: Import, tables: Sequence[TableShown], slug: str) -> tuple[TableShown, ...]:
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
    by_column = {c[0]: c[1] for context in contexts.values() for c in context if c[2]}
    wrong = {c["column"]: c["header"] for some in rows.values() for c in some if c["editable"]}
    above = {c["column"] for some in rows.values() for c in some if not c["header"]}
    headers = by_column | wrong | dict.fromkeys(above & wrong.keys(), "")
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


def is_corrected(run: Import, case: Case) -> bool:
    """Whether the officer wrote something else in its cell."""
    raw = _words(case["raw"])
    return bool(run.corrections.get(case["cell"], raw) != raw)


def _words(raw: RawValue) -> str:
    return "" if raw is None else str(raw)
