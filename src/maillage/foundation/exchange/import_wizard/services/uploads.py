"""A file that came in is understood with the officer's answers; it is kept for a while."""

import re
from datetime import timedelta
from typing import TypedDict

from django.utils import timezone

from maillage.foundation.exchange.cells.references import cell_position
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.choices import OPEN_STATES, ImportState
from maillage.foundation.exchange.import_wizard.models import Import, SavedMapping
from maillage.foundation.exchange.import_wizard.queries import content_of, fingerprint
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.columns import IGNORED
from maillage.foundation.exchange.tables.sheets import (
    Mapping,
)
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import Answers, PlannedImport, target_named

KEPT_FOR = timedelta(days=2)
_CHOICE = re.compile(r"^([a-z_0-9]+)(?::[1-9])?$")


class Sent(TypedDict):
    """What the page of columns says: sheets kept, choices by place (`0-A`), what to remember."""

    sheets: list[str]
    columns: dict[str, str]
    remember: bool
    export: bool


def answers_of(run: Import) -> Answers:
    """The answers kept with an import."""
    refused = frozenset(run.refused)
    return Answers(run.mapping or None, refused, run.corrections, run.cooperation_id, run.author_id)


def planned_import(run: Import, tell: Progress = untold) -> PlannedImport:
    """The file of an import, understood with the officer's answers; tells the rows read."""
    return planned_workbook(run, open_content(content_of(run)), tell)


def planned_workbook(run: Import, workbook: Workbook, tell: Progress) -> PlannedImport:
    """The same for a workbook already read, whole or by its first rows."""
    workbook = corrected(workbook, run.corrections)
    target = target_named(run.target)
    if run.sent:
        run.mapping = chosen_mapping(run.sent, workbook, frozenset(target.fields))
    return target.plan(workbook, answers_of(run), tell)


def chosen_mapping(sent: Sent, workbook: Workbook, fields: frozenset[str]) -> Mapping:
    """The columns chosen on the page; a sheet that is not ticked is left aside."""
    kept = set(sent["sheets"])
    mapping: Mapping = {sheet.name: {} for sheet in workbook.sheets}
    for place, wanted in sent["columns"].items():
        number, _, letters = place.partition("-")
        if int(number) < len(workbook.sheets):
            name = workbook.sheets[int(number)].name
            found = _CHOICE.match(wanted)
            known = found is not None and found[1] in fields
            if name in kept:
                mapping[name][letters] = wanted if known else IGNORED
    return mapping


def corrected(workbook: Workbook, corrections: dict[str, str]) -> Workbook:
    """The workbook with the cells that the officer rewrote."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for place, text in corrections.items():
        name, _, cell = place.rpartition("!")
        if name not in sheets:
            continue
        row, column = cell_position(cell)
        sheets[name].rows.get(row, {}).pop(column, None)
        sheets[name].put(row, column, text)
    return workbook


def answer_suggestions(
    *, run: Import, refused: frozenset[str], corrections: dict[str, str]
) -> Import:
    """Keeps which suggestions are refused and which cells are corrected."""
    run.refused = sorted(refused)
    run.corrections = corrections
    run.save(update_fields=["refused", "corrections"])
    return run


def remember_columns(*, run: Import, planned: PlannedImport, for_export: bool) -> None:
    """Saves the columns of each sheet, so that the next file of the same form finds them."""
    for reading in planned.readings:
        if reading.tables:
            columns = [
                {
                    "letters": column.letters,
                    "header": column.header,
                    "choice": run.mapping.get(reading.sheet.name, {}).get(column.letters, ""),
                }
                for column in reading.columns
                if not column.is_refused
            ]
            SavedMapping.objects.update_or_create(
                workspace=run.cooperation.workspace,
                target=run.target,
                fingerprint=fingerprint(reading.columns),
                defaults={
                    "name": f"{run.file_name}, {reading.sheet.name}"[:200],
                    "columns": columns,
                    "for_export": for_export,
                },
            )


def drop_import(*, run: Import) -> None:
    """Forgets a file before anything was written."""
    if run.state in OPEN_STATES:
        run.delete()


def purge_files() -> int:
    """Removes the files left aside for two days, with their imports; returns how many.

    So are those that no worker was there to read.
    """
    left = (*OPEN_STATES, ImportState.READING)
    old = Import.objects.filter(state__in=left, created_at__lt=timezone.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
