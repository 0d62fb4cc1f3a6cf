"""A file comes in: a light one is read at once, a heavy one in the background, before its columns.

What the page of columns shows of a heavy file is kept beside it, so that no page reads it whole.
"""

import time
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.choices import OPEN_STATES, ImportState, ImportStep
from maillage.foundation.exchange.import_wizard.models import Import, ImportFile
from maillage.foundation.exchange.import_wizard.queries import (
    TAKES_NOTHING,
    content_of,
    fingerprint,
    saved_choices,
)
from maillage.foundation.exchange.import_wizard.services.uploads import (
    check_time_spent,
    collector_paused,
    planned_workbook,
    write_progress,
)
from maillage.foundation.exchange.import_wizard.words import takes_nothing
from maillage.foundation.exchange.reading.opening import open_content, weight_of
from maillage.foundation.exchange.reading.samples import sample_of, workbook_of
from maillage.foundation.exchange.tables.sheets import (
    HEADER_ROW,
    Mapping,
    SheetChoice,
    SheetReading,
    read_sheet,
    read_sheets,
)
from maillage.foundation.exchange.targets.answer_keys import PARTNERS
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import (
    Answers,
    PlannedImport,
    Target,
    target_by_word,
)

READ_AT_ONCE = 1_000_000
_POINTED_WITHIN = 20
INTERRUPTED = (
    "La première lecture a été interrompue (arrêt du serveur). Rien n’est enregistré : déposez le "
    "fichier à nouveau."
)
_FAILED = "La première lecture s’est arrêtée sur une erreur. Déposez le fichier à nouveau."


def receive_file(
    *, author: User, cooperation: Cooperation, target: Target, name: str, content: bytes
) -> Import:
    """The import opened for a file, read when it is light; UnreadableFileError when refused."""
    run = Import(cooperation=cooperation, author=author, target=target.word, file_name=name[-200:])
    if weight_of(content) > READ_AT_ONCE:
        run.state = ImportState.READING
    else:
        readings = read_sheets(open_content(content), frozenset(target.fields))
        _refuse_people_helped(readings)
        _guess_columns(run, readings)
    with transaction.atomic():
        run.save()
        ImportFile.objects.create(import_run=run, content=content)
    return run


@collector_paused()
def read_heavy_file(*, run: Import) -> Import:
    """Reads a heavy file, guesses its columns and keeps what their page shows."""
    if run.state != ImportState.READING:
        return run
    try:
        write_progress(run, ImportStep.OPENING, 0, 0)
        after_sheet = partial(check_time_spent, time.process_time())
        workbook = open_content(content_of(run))
        fields = frozenset(target_by_word(run.target).fields)
        readings = read_sheets(workbook, fields, after_sheet=after_sheet)
        _refuse_people_helped(readings)
        _guess_columns(run, readings)
        run.state = ImportState.COLUMNS
        with transaction.atomic():
            ImportFile.objects.filter(import_run=run).update(sample=sample_of(workbook))
            run.save(update_fields=["mapping", "preview", "state"])
    except UnreadableFileError as error:
        _refuse(run, str(error))
    except Exception:
        _refuse(run, _FAILED)
        raise
    return run


def planned_columns(run: Import) -> tuple[PlannedImport, bool]:
    """The file as its page of columns reads it, and whether these are its first rows alone."""
    workbook, is_sample = _workbook_shown(run)
    return planned_workbook(run, workbook, no_report), is_sample


def read_as(*, run: Import, target: Target) -> None:
    """The same file for another table: its columns are guessed again, its answers forgotten."""
    workbook = _workbook_shown(run)[0]
    run.target = target.word
    answers = {key: answer for key, answer in run.corrections.items() if key == PARTNERS}
    _guess_columns(run, read_sheets(workbook, frozenset(target.fields)))
    Import.objects.filter(pk=run.pk, state__in=OPEN_STATES).update(
        target=run.target, mapping=run.mapping, state=ImportState.COLUMNS, failure="", sent={},
        refused=[], corrections=answers, preview=run.preview,
    )  # fmt: skip


def asks_who_people_are(run: Import, readings: Iterable[SheetReading]) -> bool:
    """Whether the officer is to say first that the people of the file are not people helped."""
    is_open = any(one.asks_people and not one.sheet.hidden for one in readings)
    return is_open and PARTNERS not in run.corrections


def sheets_shown(run: Import) -> list[SheetReading]:
    """The sheets of the file as they are read before any choice."""
    return read_sheets(_workbook_shown(run)[0], frozenset(target_by_word(run.target).fields))


def record_people_as_partners(*, run: Import) -> None:
    """Keeps that the people of a file are partners: its columns may be shown."""
    answers = run.corrections | {PARTNERS: "oui"}
    Import.objects.filter(pk=run.pk, state__in=OPEN_STATES).update(corrections=answers)


def rows_that_enter(run: Import, target: Target) -> int:
    """How many of its rows, of the first ones where it is heavy, would come in by another table."""
    answers = Answers(cooperation_id=run.cooperation_id, author_id=run.author_id)
    lists = target.plan(_workbook_shown(run)[0], answers, no_report).expected().values()
    return sum(len(records) for records in lists if isinstance(records, list))


def _workbook_shown(run: Import) -> tuple[Workbook, bool]:
    """The workbook, or its first rows alone when it is heavy, and whether these are alone."""
    sample = ImportFile.objects.filter(import_run=run).values_list("sample", flat=True).first()
    return (workbook_of(sample) if sample else open_content(content_of(run))), bool(sample)


def _refuse_people_helped(readings: list[SheetReading]) -> None:
    """Gives up a file whose only tables are of people helped: UnreadableFileError."""
    refused = next((reading for reading in readings if reading.is_refused), None)
    if refused and not any(reading.is_used for reading in readings):
        sentence = _(
            "Fichier refusé, et rien n’en est gardé : %(reason)s. Si ce sont des personnes aidées, "
            "retirer ces colonnes n’y suffit pas : déposez un autre fichier. Si ce sont vos "
            "partenaires, déposez-le sans ces colonnes."
        )
        raise UnreadableFileError(sentence % {"reason": refused.reason})


def close_interrupted_first_readings(left: QuerySet[Import]) -> int:
    """Says of each first reading that stopped midway that the file is to be brought in again."""
    stopped = left.filter(state=ImportState.READING).exclude(step="")
    ImportFile.objects.filter(import_run__in=stopped).delete()
    return stopped.update(state=ImportState.FAILED, failure=INTERRUPTED)


def _refuse(run: Import, sentence: str) -> None:
    run.state, run.failure = ImportState.FAILED, sentence
    ImportFile.objects.filter(import_run=run).delete()
    Import.objects.filter(pk=run.pk).update(state=run.state, failure=sentence)


def _guess_columns(run: Import, readings: list[SheetReading]) -> None:
    """Guesses the columns of an import, and whether there is anything to take of its file."""
    run.mapping = _remembered(run, readings)
    is_over = not run.mapping and takes_nothing(readings)
    run.preview = {TAKES_NOTHING: True} if is_over else {}


def _remembered(run: Import, readings: list[SheetReading]) -> Mapping:
    """What was chosen last time under a header already met; the table itself guesses the rest.

    A row that was pointed at is found again by its words.
    """
    saved = saved_choices(run.cooperation.workspace_id, run.target)
    fields = frozenset(target_by_word(run.target).fields)
    choices = {
        reading.sheet.name: _choice_saved(reading, saved, fields)
        for reading in (readings if saved else ())
    }
    return {name: choice for name, choice in choices.items() if choice}


def _choice_saved(
    reading: SheetReading, saved: dict[str, dict[str, str]], fields: frozenset[str]
) -> SheetChoice:
    if reading.sheet.hidden or reading.is_refused:
        return {}
    if reading.has_headers:
        return saved.get(fingerprint(reading.columns), {})
    for row in sorted(reading.sheet.rows)[:_POINTED_WITHIN]:
        pointed = {HEADER_ROW: str(row)}
        columns = read_sheet(reading.sheet, fields, pointed).columns
        if fingerprint(columns) in saved:
            return saved[fingerprint(columns)] | pointed
    return {}
