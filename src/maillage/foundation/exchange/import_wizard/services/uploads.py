"""A file that came in is understood with the officer's answers; it is kept for a while."""

import gc
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NotRequired, TypedDict

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.references import cell_position
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.choices import FORGETTABLE, OPEN_STATES, ImportState, ImportStep
from maillage.foundation.exchange.import_wizard.models import Import, SavedMapping
from maillage.foundation.exchange.import_wizard.queries import content_of, fingerprint
from maillage.foundation.exchange.import_wizard.services.earlier import remembered
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.sheets import HEADER_ROW, Mapping
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.targets import Answers, PlannedImport, target_by_word


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pauses Python's cycle collector: a fifth of the time of a large file, no more memory."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_EVERY_S = 0.25


def check_time_spent(started: float) -> None:
    """Gives up a file read since this time of the processor, once it has had its share."""
    if time.process_time() - started > settings.IMPORT_MINUTES * 60:
        sentence = _(
            "Ce fichier demande plus de %(n)s minutes de lecture : il n’est pas importé. Gardez "
            "les lignes et les colonnes utiles, ou coupez-le en plusieurs, puis déposez-le à "
            "nouveau."
        )
        raise UnreadableFileError(sentence % {"n": settings.IMPORT_MINUTES})


class ProgressWriter:
    """Tells in the database where one step of an import is, four times a second at most.

    A file that asks for too much time is given up: UnreadableFileError.
    """

    def __init__(self, run: Import, step: ImportStep) -> None:
        self._started = time.process_time()
        self._run, self._step, self._last = run, step, 0.0
        write_progress(run, step, 0, 0)

    def __call__(self, done: int, total: int) -> None:
        check_time_spent(self._started)
        now = time.monotonic()
        if done == total or now - self._last >= _EVERY_S:
            self._last = now
            write_progress(self._run, self._step, done, total)


def write_progress(run: Import, step: ImportStep, done: int, total: int) -> None:
    """Writes at once what an import is doing, and how far it is."""
    run.step, run.done, run.total = step, done, total
    Import.objects.filter(pk=run.pk).update(step=step, done=done, total=total)


CHECK_INTERRUPTED = (
    "La lecture a été interrompue avant la fin (arrêt du serveur). Rien n’est perdu : vos choix "
    "sont gardés, relancez-la."
)
_CHECK_FAILED = "La lecture s’est arrêtée sur une erreur. Vos choix sont gardés : relancez-la."


class Sent(TypedDict):
    """What the page of columns says: sheets kept, choices by place (`0-A`), what to remember.

    `headers` are the rows of headers by the number of their sheet.
    """

    sheets: list[str]
    columns: dict[str, str]
    headers: NotRequired[dict[str, str]]
    remember: bool
    export: bool


def queue_check(*, run: Import, sent: Sent | None = None) -> bool:
    """Whether this gesture put the reading in the queue; a second one changes nothing.

    `sent` holds the columns chosen; without it the file is read again under the same ones.
    """
    changes: dict[str, object] = {"state": ImportState.CHECKING, "failure": "", "step": ""}
    if sent is not None:
        changes["sent"] = sent
    waiting = Import.objects.filter(pk=run.pk, state__in=OPEN_STATES)
    return bool(waiting.update(**changes, done=0, total=0))


def keep_columns(*, run: Import, sent: Sent) -> None:
    """Keeps what the page of columns says, which is then shown again as it is understood.

    Once a sheet is ticked there is something to take.
    """
    preview = remembered(run) if sent["sheets"] else run.preview
    Import.objects.filter(pk=run.pk, state__in=OPEN_STATES).update(
        sent=sent, state=ImportState.COLUMNS, failure="", preview=preview
    )


@collector_paused()
def check_import(*, run: Import) -> Import:
    """Reads and compares the file of an import, which is then ready to be checked."""
    if run.state != ImportState.CHECKING:
        return run
    try:
        write_progress(run, ImportStep.OPENING, 0, 0)
        planned = planned_import(run, ProgressWriter(run, ImportStep.READING))
        run.save(update_fields=["mapping"])
        if run.sent.get("remember"):
            remember_columns(run=run, planned=planned, for_export=bool(run.sent.get("export")))
        keep_preview(run=run, planned=planned, report=ProgressWriter(run, ImportStep.MATCHING))
    except UnreadableFileError as error:
        _open_again(run, str(error))
    except Exception:
        _open_again(run, _CHECK_FAILED)
        raise
    return run


def _open_again(run: Import, sentence: str) -> None:
    run.state, run.failure = ImportState.COLUMNS, sentence
    Import.objects.filter(pk=run.pk).update(state=run.state, failure=sentence)


def close_interrupted_checks(left: QuerySet[Import]) -> int:
    """Opens again the files whose reading stopped; those that still wait keep their turn."""
    stopped = left.filter(state=ImportState.CHECKING).exclude(step="")
    return stopped.update(state=ImportState.COLUMNS, failure=CHECK_INTERRUPTED)


KEPT_FOR = timedelta(days=2)
_CHOICE = re.compile(r"^([a-z_0-9]+)(?::[1-9])?$")


def answers_of(run: Import) -> Answers:
    """The answers kept with an import."""
    refused = frozenset(run.refused)
    return Answers(run.mapping or None, refused, run.corrections, run.cooperation_id, run.author_id)


def planned_import(run: Import, report: Progress = no_report) -> PlannedImport:
    """The file of an import, understood with the officer's answers; tells the rows read."""
    return planned_workbook(run, open_content(content_of(run)), report)


def planned_workbook(run: Import, workbook: Workbook, report: Progress) -> PlannedImport:
    """The same for a workbook already read, whole or by its first rows."""
    workbook = corrected(workbook, run.corrections)
    target = target_by_word(run.target)
    if run.sent:
        run.mapping = chosen_mapping(run.sent, workbook, frozenset(target.fields))
    return target.plan(workbook, answers_of(run), report)


def chosen_mapping(sent: Sent, workbook: Workbook, fields: frozenset[str]) -> Mapping:
    """The columns chosen on the page; a sheet that is not ticked is left aside."""
    parts = set(sent["sheets"])
    mapping: Mapping = {sheet.name: {} for sheet in workbook.sheets}
    for place, wanted in sent["columns"].items():
        number, _, letters = place.partition("-")
        if int(number) < len(workbook.sheets):
            name = workbook.sheets[int(number)].name
            match = _CHOICE.match(wanted)
            exists = match is not None and match[1] in fields
            if name in parts:
                mapping[name][letters] = wanted if exists else IGNORED
    for index, sheet in enumerate(workbook.sheets):
        row = sent.get("headers", {}).get(str(index), "")
        if sheet.name in parts and (row or not mapping[sheet.name]):
            mapping[sheet.name][HEADER_ROW] = row
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
        if not text:
            sheets[name].emptied.add((row, column))
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
        if reading.is_used and reading.has_headers:
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


def drop_import(*, run: Import) -> bool:
    """Whether an import of which nothing is recorded could be forgotten, with its file."""
    if run.state in FORGETTABLE:
        run.delete()
    return run.state in FORGETTABLE


def purge_files() -> int:
    """Removes the files left aside for two days, with their imports; returns how many.

    So are those that no worker was there to read.
    """
    left = (*OPEN_STATES, ImportState.READING)
    old = Import.objects.filter(state__in=left, created_at__lt=timezone.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
