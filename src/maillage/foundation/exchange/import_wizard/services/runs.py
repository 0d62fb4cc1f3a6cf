"""Importing all or nothing, telling how far it is, and saying what happened when it stopped."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import BUSY_STATES, ImportState, ImportStep
from maillage.foundation.exchange.import_wizard.models import Import, ImportFile
from maillage.foundation.exchange.import_wizard.services.earlier import (
    amounts_emptied,
    remembered,
)
from maillage.foundation.exchange.import_wizard.services.first_reading import (
    close_interrupted_first_readings,
)
from maillage.foundation.exchange.import_wizard.services.outcomes import with_outcomes
from maillage.foundation.exchange.import_wizard.services.preview import problems_shown
from maillage.foundation.exchange.import_wizard.services.uploads import (
    ProgressWriter,
    close_interrupted_checks,
    collector_paused,
    planned_import,
    write_progress,
)
from maillage.foundation.exchange.targets.targets import Outcome, PlannedImport, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import LogEntry

INTERRUPTED = (
    "L’import a été interrompu avant la fin (arrêt du serveur). Rien n’a été enregistré : "
    "vérifiez le fichier puis relancez l’import."
)
CLOSED = "La coopération a été close avant l’import. Rien n’a été enregistré."
UNDO_INTERRUPTED = (
    "L’annulation a été interrompue avant la fin (arrêt du serveur). Rien n’a été retiré : "
    "relancez-la."
)


def queue_import(*, run: Import) -> bool:
    """Whether this gesture put the import in the queue; a second one changes nothing."""
    waiting = Import.objects.filter(pk=run.pk, state=ImportState.CHECK).update(
        state=ImportState.WAITING, failure="", step="", done=0
    )
    return bool(waiting)


@collector_paused()
def run_import(*, run: Import) -> Import:
    """Reads, matches and writes the file of an import, in one short transaction at the end."""
    started = Import.objects.filter(pk=run.pk, state=ImportState.WAITING).update(
        state=ImportState.RUNNING
    )
    if not started:
        return run
    if run.cooperation.is_closed:
        _fail(run, CLOSED)
        return run
    try:
        write_progress(run, ImportStep.OPENING, 0, 0)
        planned = planned_import(run, ProgressWriter(run, ImportStep.READING))
        recorded = planned.rows_recorded(run.cooperation.workspace_id)
        run.preview = run.preview | remembered(run) | problems_shown(planned, recorded)
        write_import(run=run, planned=planned)
    except UnreadableFileError as error:
        _fail(run, str(error))
    except Exception:
        _fail(run, "L’import s’est arrêté sur une erreur. Rien n’a été enregistré : relancez-le.")
        raise
    return run


def import_at_once(
    *, author: User, cooperation: Cooperation, target: str, name: str, planned: PlannedImport
) -> Import:
    """The import of a file already understood, without stopping for a check."""
    run = Import.objects.create(
        cooperation=cooperation,
        author=author,
        target=target,
        file_name=name[-200:],
        mapping=planned.mapping,
        preview=problems_shown(planned),
        state=ImportState.RUNNING,
    )
    return write_import(run=run, planned=planned)


def write_import(*, run: Import, planned: PlannedImport) -> Import:
    """Writes everything and says that it is done, in the same transaction."""
    workspace = run.cooperation.workspace_id
    write_progress(run, ImportStep.WRITING, 0, planned.rows_read)
    with journal.write(
        run.author, workspace_id=workspace, topic="imports", cooperation_id=run.cooperation_id
    ) as change:
        order = WriteOrder(run.author, run.cooperation, run.file_name, frozenset(run.refused))
        outcome = planned.write(order)
        run.change = change.pk
        run.state = ImportState.DONE
        run.finished_at = timezone.now()
        # what is shown of people does not outlive the file
        for word in ("remarks", "names", "tables", "alternatives"):
            run.preview.pop(word, None)
        run.preview["warnings"] = with_outcomes(run, change.pk, outcome.rows)
        run.report = _report(outcome, planned) | {
            "entered": has_written(change.pk),
            "rows_entered": _rows_entered(run, outcome),
            "emptied": [(_place(run, cell), text) for cell, text in amounts_emptied(run)],
        }
        run.save(update_fields=["change", "state", "finished_at", "report", "preview"])
        ImportFile.objects.filter(import_run=run).delete()
    return run


def _report(outcome: Outcome, planned: PlannedImport) -> dict[str, object]:
    return {
        "rows": planned.rows_read,
        "figures": [figure.as_json() for figure in outcome.figures],
        "left": [one.words for one in outcome.left],
        "left_at": [one.sheet for one in outcome.left],
        "unanswered": list(outcome.unanswered),
        "lines": list(outcome.lines),
        "left_out": outcome.left_out,
        "records": list(outcome.records),
        "made": {model: list(numbers) for model, numbers in outcome.made.items()},
    }


def _rows_entered(run: Import, outcome: Outcome) -> dict[str, list[tuple[str, str]]]:
    """Of the rows to correct, those that have entered but for a cell: the sheets of each."""
    rows = {(one["sheet"], one["row"]) for one in run.preview.get("errors", [])}
    return {
        f"{sheet}!{row}": [(one.words, one.sheet) for one in outcome.rows[sheet, row]]
        for sheet, row in rows & outcome.rows.keys()
    }


def _place(run: Import, cell: str) -> str:
    """« Feuil1, E7 », or « E7 » where the file has one sheet."""
    return cell.rpartition("!")[2] if len(run.mapping) < 2 else cell.replace("!", ", ")


def has_written(change: int) -> bool:
    """Whether this gesture wrote anything."""
    return bool(LogEntry.objects.filter(change_id=change).exists())


def _fail(run: Import, sentence: str) -> None:
    run.state, run.failure = ImportState.FAILED, sentence
    Import.objects.filter(pk=run.pk).update(state=ImportState.FAILED, failure=sentence)


def close_interrupted_imports(running: Collection[int] = ()) -> int:
    """Says of each reading or import left in the middle that it stopped; nothing was written.

    Those that another worker is `running` go on.
    """
    with transaction.atomic():
        stopped = Import.objects.filter(state__in=BUSY_STATES).exclude(pk__in=running)
        undos = stopped.filter(state=ImportState.UNDOING).update(
            state=ImportState.DONE, failure=UNDO_INTERRUPTED
        )
        runs = stopped.filter(state=ImportState.RUNNING).update(
            state=ImportState.FAILED, failure=INTERRUPTED
        )
        readings = close_interrupted_checks(stopped) + close_interrupted_first_readings(stopped)
    return undos + runs + readings


def check_again(*, run: Import) -> Import:
    """Opens a stopped import again, as long as its file is kept."""
    if run.state == ImportState.FAILED and ImportFile.objects.filter(import_run=run).exists():
        run.state, run.failure = ImportState.CHECK, ""
        run.save(update_fields=["state", "failure"])
    return run
