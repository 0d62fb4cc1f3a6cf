"""What is shown before anything is written, computed once for each set of answers."""

from collections import Counter

from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import cell_position, column_letters
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.words import KindWords, kinds_in_words
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import (
    Duplicate,
    PlannedImport,
    target_by_word,
)

MAX_TOLD = 200
_EXCERPT = 6
SEPARABLE = frozenset(
    {"same_person", "person_initial", "organisation_alias", "shared_email", "shared_phone"}
)


def keep_preview(*, run: Import, planned: PlannedImport, tell: Progress = untold) -> Import:
    """Stores the preview of an import, then ready to be checked; tells the rows matched."""
    workspace = run.cooperation.workspace_id
    duplicates = planned.duplicates(workspace, tell)
    run.preview = problems_shown(planned) | {
        "figures": [
            {"label": figure.label, "number": figure.number, "tone": figure.tone}
            for figure in planned.figures(workspace)
        ],
        "duplicates": [_duplicate(duplicate) for duplicate in duplicates[:MAX_TOLD]],
        "duplicates_count": len(duplicates),
        "kinds": [kind.sentence for kind in _kinds(run, planned)],
    }
    run.state, run.failure = ImportState.CHECK, ""
    run.save(update_fields=["preview", "state", "failure"])
    return run


def _kinds(run: Import, planned: PlannedImport) -> list[KindWords]:
    """What the file looks like, told where nothing of it is read."""
    nothing = not planned.rows_read
    return kinds_in_words(target_by_word(run.target), planned.readings) if nothing else []


def problems_shown(planned: PlannedImport) -> dict[str, object]:
    """The problems of a file, the first of each severity with what is needed to show them."""
    sheets = {reading.sheet.name: reading for reading in planned.readings}
    errors = [p for p in planned.problems if p.severity is Severity.ERROR]
    return {
        "rows": planned.rows_read,
        "errors": [_located(problem, sheets) for problem in errors[:MAX_TOLD]],
        "warnings": _problem_rows(planned.problems, Severity.WARNING),
        "infos": _problem_rows(planned.problems, Severity.INFO),
        "counts": Counter(problem.severity.value for problem in planned.problems),
    }


def _problem_rows(problems: list[Problem], severity: Severity) -> list[dict[str, object]]:
    remaining_problems = [problem for problem in problems if problem.severity is severity]
    remaining_problems.sort(key=lambda problem: problem.code not in SEPARABLE)
    return [
        {
            **problem.as_json(),
            "place": problem.cell.replace("!", ", "),
            "separable": problem.code in SEPARABLE,
        }
        for problem in remaining_problems[:MAX_TOLD]
    ]


def _located(problem: Problem, sheets: dict[str, SheetReading]) -> dict[str, object]:
    """A problem with the cells around it, as the officer sees them in the file."""
    name, _, cell = problem.cell.rpartition("!")
    reading = sheets[name]
    row, column = cell_position(cell)
    headers = {c.number: c.header for mapped in reading.tables for c in mapped.columns}
    refused = {c.number for mapped in reading.tables for c in mapped.columns if c.is_refused}
    is_header = row in {r for mapped in reading.tables for r in mapped.table.header_rows}
    return {
        **problem.as_json(),
        "sheet": name,
        "row": row,
        "column": column_letters(column),
        "header": headers.get(column, ""),
        "editable": not is_header,
        "cells": [] if is_header else _cells(reading.sheet, row, column, headers, refused),
    }


def _cells(
    sheet: Sheet, row: int, column: int, headers: dict[int, str], refused: set[int]
) -> list[dict[str, object]]:
    shown = [n for n in sorted(headers) if n not in refused]
    near = sorted(shown, key=lambda number: (number != column, abs(number - column)))[:_EXCERPT]
    return [
        {
            "column": column_letters(number),
            "header": headers[number],
            "text": sheet.text(row, number)[:200],
            "bad": number == column,
        }
        for number in sorted(near)
    ]


def _duplicate(duplicate: Duplicate) -> dict[str, object]:
    return {
        "key": duplicate.key,
        "title": duplicate.title,
        "reason": duplicate.reason,
        "merge": duplicate.merge,
        "keep": duplicate.keep,
        "differences": [
            {"label": d.label, "known": d.existing, "read": d.read, "differs": d.differs}
            for d in duplicate.differences
        ],
    }
