"""What is shown before anything is written, computed once for each set of answers."""

from collections import Counter
from typing import Protocol

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import cell_position, column_letters, row_of
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.words import KindWords, kinds_in_words
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.parsed_rows import LACKING, ROW_REFUSED
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import (
    Duplicate,
    PlannedImport,
    target_by_word,
)

# Nobody looks at more by hand; past it the page says how many there are.
MOST = 5_000
FEW = 3  # rows that repeat a problem, and are still shown one by one
REFUSED_COLUMN = "sensitive_column"
_CONTEXT = 4
_MOST_COLUMNS = 12
_MANY = 12
_LONGEST_CELL = 200
SEPARABLE = frozenset(
    {"same_person", "person_initial", "organisation_alias", "shared_email", "shared_phone"}
)


def keep_preview(*, run: Import, planned: PlannedImport, tell: Progress = untold) -> Import:
    """Stores the preview of an import, then ready to be checked; tells the rows matched."""
    workspace = run.cooperation.workspace_id
    matched = planned.duplicates(workspace, tell)
    duplicates = [one for one in matched if not one.is_settled]
    additions = [one for one in matched if one.is_settled]
    alone = planned.readings[0].sheet.name if len(planned.readings) == 1 else ""
    figures = planned.figures(workspace)
    run.preview = problems_shown(planned, planned.rows_recorded(workspace)) | {
        "figures": [figure.as_json() for figure in figures],
        "counts_nothing": not any(figure.number for figure in figures),
        "notice": planned.notice(workspace),
        "duplicates": [_duplicate(one, alone) for one in duplicates[:MOST]],
        "duplicates_count": len(duplicates),
        "additions": [_duplicate(one, alone) for one in additions[:MOST]],
        "additions_count": len(additions),
        "kinds": [kind.sentence for kind in _kinds(run, planned)],
    }
    run.state, run.failure = ImportState.CHECK, ""
    run.save(update_fields=["preview", "state", "failure"])
    return run


def _kinds(run: Import, planned: PlannedImport) -> list[KindWords]:
    """What the file looks like, told where nothing of it is read."""
    nothing = not planned.rows_read
    return kinds_in_words(target_by_word(run.target), planned.readings) if nothing else []


class FileProblems(Protocol):
    """What is wrong in a file understood, of which so many rows are read."""

    @property
    def problems(self) -> list[Problem]: ...

    @property
    def readings(self) -> list[SheetReading]: ...

    @property
    def rows_read(self) -> int: ...


def problems_shown(
    planned: FileProblems, recorded: frozenset[tuple[str, int]] = frozenset()
) -> dict[str, object]:
    """The problems of a file, with what is needed to show them; the counts are of all that is.

    Of the `recorded` rows, which change nothing, errors alone are shown. A column refused by law
    is no value to correct.
    """
    errors = [p for p in planned.problems if p.severity is Severity.ERROR]
    refused = [p for p in errors if p.code == REFUSED_COLUMN]
    wrong = [p for p in errors if p.code != REFUSED_COLUMN]
    problems = [
        p
        for p in planned.problems
        if p.severity is not Severity.ERROR and row_of(p.cell) not in recorded
    ]
    sheets = {reading.sheet.name: _SheetShown(reading) for reading in planned.readings}
    is_alone = len(sheets) == 1
    return {
        "rows": planned.rows_read,
        "refused_columns": [sheets[row_of(p.cell)[0]].located([p]) for p in refused],
        **_rows_to_correct(_alike(wrong)[:MOST], sheets),
        "rows_to_correct": len({row_of(problem.cell) for problem in wrong}),
        "nothing_enters": _refuses_all(wrong, planned.rows_read),
        "warnings": _problem_rows(problems, Severity.WARNING, is_alone),
        "infos": _problem_rows(problems, Severity.INFO, is_alone),
        "counts": Counter(problem.severity.value for problem in (*wrong, *problems)),
    }


def _refuses_all(wrong: list[Problem], rows: int) -> bool:
    """Whether no row of a table comes in; one of contacts comes without what is wrong."""
    refused = {row_of(p.cell) for p in wrong if p.code in {LACKING, ROW_REFUSED}}
    return len(refused) >= rows > 0


def _rows_to_correct(
    cases: list[list[Problem]], sheets: dict[str, "_SheetShown"]
) -> dict[str, object]:
    """The cases of a correction in the order of the rows, with what these rows say, told once."""
    places = list(sheets)
    cases = sorted(cases, key=lambda alike: _order(alike[0].cell, places))
    rows = dict.fromkeys(row_of(alike[0].cell) for alike in cases)
    errors = [sheets[row_of(alike[0].cell)[0]].located(alike) for alike in cases]
    return {
        "errors": errors,
        "contexts": {f"{name}!{row}": sheets[name].context(row) for name, row in rows},
    }


def _order(cell: str, places: list[str]) -> tuple[int, int]:
    name, row = row_of(cell)
    return places.index(name), row


def _alike(problems: list[Problem]) -> list[list[Problem]]:
    """The problems, those that many rows repeat together: one column, one value, one sentence."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        column = problem.cell.rstrip("0123456789")
        groups.setdefault((column, str(problem.raw), problem.message), []).append(problem)
    many = {id(one): alike for alike in groups.values() if len(alike) > FEW for one in alike}
    return [many.get(id(one), [one]) for one in problems if many.get(id(one), [one])[0] is one]


def _elsewhere(alike: list[Problem]) -> str:
    """In which other rows the same is said; nothing when it is said once."""
    rows = [row_of(problem.cell)[1] for problem in alike[1:]]
    return _("De même aux lignes %(rows)s.") % {"rows": _ranges(rows)} if rows else ""


def _ranges(rows: list[int]) -> str:
    """« 3 à 12, 15 »; of many that do not follow each other, the first ones and how many more."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    words = ", ".join(_(" à ").join(map(str, run)) for run in runs[:_MANY])
    more = sum(run[-1] - run[0] + 1 for run in runs[_MANY:])
    return _("%(rows)s et %(more)s autres") % {"rows": words, "more": more} if more else words


def _problem_rows(
    problems: list[Problem], severity: Severity, is_alone: bool
) -> list[dict[str, object]]:
    """The remarks of a severity: first those that join two sheets, each of which is an answer.

    A sheet that `is_alone` is not named.
    """
    remarks = [problem for problem in problems if problem.severity is severity]
    answers = [[problem] for problem in remarks if problem.code in SEPARABLE]
    others = _alike([problem for problem in remarks if problem.code not in SEPARABLE])
    return [
        {
            **alike[0].as_json(),
            "message": _message(alike[0], is_alone),
            "place": _place(alike[0].cell, is_alone),
            "separable": alike[0].code in SEPARABLE,
            "elsewhere": _elsewhere(alike),
        }
        for alike in (*answers, *others)[:MOST]
    ]


def _place(cell: str, is_alone: bool) -> str:
    """« Élus, B12 », or « B12 » in a file of one sheet."""
    return cell.rpartition("!")[2] if is_alone else cell.replace("!", ", ")


def _message(problem: Problem, is_alone: bool) -> str:
    """What is said, the cells that it cites named in the same way."""
    sheet = row_of(problem.cell)[0]
    return problem.message.replace(f"{sheet}!", "") if is_alone else problem.message


class _SheetShown:
    """A sheet around its problems: its headers, those of its columns that tell which row it is."""

    def __init__(self, reading: SheetReading) -> None:
        columns = [column for mapped in reading.tables for column in mapped.columns]
        self._sheet = reading.sheet
        self._headers = {column.number: column.header for column in columns}
        self._header_rows = {r for mapped in reading.tables for r in mapped.table.header_rows}
        self._read = {c.number for c in columns if not c.is_refused and c.field != IGNORED}
        self._shown = set(sorted(self._read)[:_CONTEXT])

    def located(self, alike: list[Problem]) -> dict[str, object]:
        """A problem where it is, with the rows that repeat it.

        What a row lacks has no cell of its own to correct.
        """
        problem = alike[0]
        name, row = row_of(problem.cell)
        column = cell_position(problem.cell.rpartition("!")[2])[1]
        if column in self._read and len(self._shown) < _MOST_COLUMNS:
            self._shown.add(column)
        return {
            **problem.as_json(),
            "others": [one.cell for one in alike[1:]],
            "elsewhere": _elsewhere(alike),
            "sheet": name,
            "row": row,
            "column": column_letters(column),
            "header": self._headers.get(column, ""),
            "editable": problem.code != LACKING and row not in self._header_rows,
        }

    def context(self, row: int) -> list[tuple[str, str, str]]:
        """The letters, header and text of the cells that tell which row it is, or are located."""
        return [
            (column_letters(n), self._headers[n], self._sheet.text(row, n)[:_LONGEST_CELL])
            for n in sorted(self._shown)
        ]


def _duplicate(duplicate: Duplicate, alone: str) -> dict[str, object]:
    """A proposal; the sheet that is `alone` in its file is not named."""
    return {
        "key": duplicate.key,
        "title": duplicate.title,
        "reason": duplicate.reason.replace(f" {alone}, cellule ", " Cellule "),
        "merge": duplicate.merge,
        "keep": duplicate.keep,
        "differences": [
            {"label": d.label, "known": d.existing, "read": d.read, "differs": d.differs}
            for d in duplicate.differences
        ],
    }
