"""Reading the file again with the officer's answers, in the background, before anything is written.

Nothing is lost when it stops: the choices stay on the page of columns, from which it starts again.
"""

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import OPEN_STATES, ImportState, ImportStep
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.pauses import collector_paused
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.import_wizard.services.progress import RowsTold, tell
from maillage.foundation.exchange.import_wizard.services.uploads import (
    Sent,
    planned_import,
    remember_columns,
)

CHECK_INTERRUPTED = (
    "La lecture a été interrompue avant la fin (arrêt du serveur). Rien n’est perdu : vos choix "
    "sont gardés, relancez-la."
)
_CHECK_FAILED = "La lecture s’est arrêtée sur une erreur. Vos choix sont gardés : relancez-la."


def queue_check(*, run: Import, sent: Sent | None = None) -> bool:
    """Whether this gesture put the reading in the queue; a second one changes nothing.

    `sent` holds the columns chosen; without it the file is read again under the same ones.
    """
    changes: dict[str, object] = {"state": ImportState.CHECKING, "failure": "", "step": ""}
    if sent is not None:
        changes["sent"] = sent
    waiting = Import.objects.filter(pk=run.pk, state__in=OPEN_STATES)
    return bool(waiting.update(**changes, done=0, total=0))


@collector_paused()
def check_import(*, run: Import) -> Import:
    """Reads and compares the file of an import, which is then ready to be checked."""
    if run.state != ImportState.CHECKING:
        return run
    try:
        tell(run, ImportStep.OPENING, 0, 0)
        planned = planned_import(run, RowsTold(run, ImportStep.READING))
        run.save(update_fields=["mapping"])
        if run.sent.get("remember"):
            remember_columns(run=run, planned=planned, for_export=bool(run.sent.get("export")))
        keep_preview(run=run, planned=planned, tell=RowsTold(run, ImportStep.MATCHING))
    except UnreadableFileError as error:
        _open_again(run, str(error))
    except Exception:
        _open_again(run, _CHECK_FAILED)
        raise
    return run


def _open_again(run: Import, sentence: str) -> None:
    run.state, run.failure = ImportState.COLUMNS, sentence
    Import.objects.filter(pk=run.pk).update(state=run.state, failure=sentence)


def close_interrupted_checks() -> int:
    """Opens again the files whose reading stopped; those that still wait keep their turn."""
    stopped = Import.objects.filter(state=ImportState.CHECKING).exclude(step="")
    return stopped.update(state=ImportState.COLUMNS, failure=CHECK_INTERRUPTED)
