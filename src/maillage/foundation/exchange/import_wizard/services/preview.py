"""What is shown before anything is written, computed once for each set of answers."""

from collections import Counter

from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import cell_position, column_letters, row_of
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import Duplicate, PlannedImport

MAX_TOLD = 200
_EXCERPT = 6
SEPARABLE = frozenset(
    {"same_person", "person_initial", "organisation_alias", "shared_email", "shared_phone"}
)


def keep_preview(*, run: Import, planned: PlannedImport, tell: Progress = untold) -> Import:
    """Stores the preview of an import, then ready to be checked; tells the rows matched."""
    workspace = run.cooperation.workspace_id
    matched = planned.duplicates(workspace, tell)
    duplicates = [one for one in matched if not one.is_settled]
    additions = [one for one in matched if one.is_settled]
    run.preview = problems_shown(planned, planned.rows_recorded(workspace)) | {
        "figures": [
            {"label": figure.label, "number": figure.number, "tone": figure.tone}
            for figure in planned.figures(workspace)
        ],
        "duplicates": [_duplicate(duplicate) for duplicate in duplicates[:MAX_TOLD]],
        "duplicates_count": len(duplicates),
        "additions": [_duplicate(addition) for addition in additions[:MAX_TOLD]],
        "additions_count": len(additions),
    }
    run.state, run.failure = ImportState.CHECK, ""
    run.save(update_fields=["preview", "state", "failure"])
    return run


def problems_shown(
    planned: PlannedImport, recorded: frozenset[tuple[str, int]] = frozenset()
) -> dict[str, object]:
    """The problems of a file, the first of each severity with what is needed to show them.

    Of the `recorded` rows, which change nothing, errors alone are shown.
    """
    sheets = {reading.sheet.name: reading for reading in planned.readings}
    errors = [p for p in planned.problems if p.severity is Severity.ERROR]
    problems = [
        p
        for p in planned.problems
        if p.severity is Severity.ERROR or row_of(p.cell) not in recorded
    ]
    return {
        "rows": planned.rows_read,
        "errors": [_located(problem, sheets) for problem in errors[:MAX_TOLD]],
        "warnings": _problem_rows(problems, Severity.WARNING),
        "infos": _problem_rows(problems, Severity.INFO),
        "counts": Counter(problem.severity.value for problem in problems),
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
    name, row = row_of(problem.cell)
    reading = sheets[name]
    column = cell_position(problem.cell.rpartition("!")[2])[1]
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
