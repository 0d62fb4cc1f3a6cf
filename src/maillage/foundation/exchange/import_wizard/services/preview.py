"""What is shown before anything is written, computed once for each set of answers."""

from collections import Counter

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import cell_position, column_letters, row_of
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.words import KindWords, kinds_in_words
from maillage.foundation.exchange.tables.parsed_rows import LACKING
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import (
    Duplicate,
    PlannedImport,
    target_by_word,
)

MAX_TOLD = 200
FEW = 3  # rows that repeat a problem, and are still shown one by one
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
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
        "kinds": [kind.sentence for kind in _kinds(run, planned)],
    }
    run.state, run.failure = ImportState.CHECK, ""
    run.save(update_fields=["preview", "state", "failure"])
    return run


def _kinds(run: Import, planned: PlannedImport) -> list[KindWords]:
    """What the file looks like, told where nothing of it is read."""
    nothing = not planned.rows_read
    return kinds_in_words(target_by_word(run.target), planned.readings) if nothing else []


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
        "errors": [_located(alike, sheets) for alike in _alike(errors)[:MAX_TOLD]],
        "warnings": _problem_rows(problems, Severity.WARNING),
        "infos": _problem_rows(problems, Severity.INFO),
        "counts": Counter(problem.severity.value for problem in problems),
    }


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
    rows = [int(problem.cell.rpartition("!")[2].lstrip(LETTERS)) for problem in alike[1:]]
    return _("De même aux lignes %(rows)s.") % {"rows": _ranges(rows)} if rows else ""


def _ranges(rows: list[int]) -> str:
    """« 3 à 12, 15 »."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    return ", ".join(_(" à ").join(map(str, run)) for run in runs)


def _problem_rows(problems: list[Problem], severity: Severity) -> list[dict[str, object]]:
    remaining_problems = [problem for problem in problems if problem.severity is severity]
    remaining_problems.sort(key=lambda problem: problem.code not in SEPARABLE)
    return [
        {
            **alike[0].as_json(),
            "place": alike[0].cell.replace("!", ", "),
            "separable": alike[0].code in SEPARABLE,
            "elsewhere": _elsewhere(alike),
        }
        for alike in _alike(remaining_problems)[:MAX_TOLD]
    ]


def _located(alike: list[Problem], sheets: dict[str, SheetReading]) -> dict[str, object]:
    """A problem with the cells around it, as the officer sees them, and the rows that repeat it.

    What a row lacks has no cell of its own to correct.
    """
    problem = alike[0]
    name, row = row_of(problem.cell)
    reading = sheets[name]
    column = cell_position(problem.cell.rpartition("!")[2])[1]
    headers = {c.number: c.header for mapped in reading.tables for c in mapped.columns}
    refused = {c.number for mapped in reading.tables for c in mapped.columns if c.is_refused}
    is_header = problem.code == LACKING or row in {
        r for mapped in reading.tables for r in mapped.table.header_rows
    }
    return {
        **problem.as_json(),
        "others": [one.cell for one in alike[1:]],
        "elsewhere": _elsewhere(alike),
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
