"""In which files was a person brought in, and what do the imports still hold of them?"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import BUSY_STATES, OPEN_STATES, ImportState
from maillage.foundation.exchange.import_wizard.models import Import, ImportFile
from maillage.foundation.exchange.reading.archive import ZIP, Archive
from maillage.foundation.journal.models import LogEntry

HELD = ("file_name", "sent", "mapping", "refused", "corrections", "preview", "report", "failure")


@personal.answer
def exchange_room() -> Sequence[Room]:
    """The imports that wrote of them; erased, they are masked in what an import was shown."""
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    gestures = LogEntry.objects.filter(sheet=somebody.sheet).values("change_id")
    runs = Import.objects.filter(
        cooperation__workspace=somebody.workspace_id, change__in=gestures
    ).order_by("created_at", "pk")
    rows = [(french.long_date(timezone.localdate(run.created_at)), run.file_name) for run in runs]
    return (Chapter(_("Fichiers importés"), (_("Déposé le"), _("Fichier")), rows),)


def _forget(somebody: Somebody) -> None:
    for run in Import.objects.filter(cooperation__workspace=somebody.workspace_id):
        values = {name: somebody.masked(getattr(run, name)) for name in HELD}
        changed = {name: value for name, value in values.items() if value != getattr(run, name)}
        if changed:
            Import.objects.filter(pk=run.pk).update(**changed)
    _drop_files(somebody)
    for task in DBTaskResult.objects.exclude(traceback=""):
        if somebody.is_mentioned_in(task.traceback):
            DBTaskResult.objects.filter(pk=task.pk).update(traceback="")


def _drop_files(somebody: Somebody) -> None:
    """A file that waits and names the person goes: imported, it would bring them back."""
    waiting = ImportFile.objects.filter(import_run__cooperation__workspace=somebody.workspace_id)
    for file in waiting.select_related("import_run"):
        if not somebody.is_mentioned_in(_text_of(bytes(file.content))):
            continue
        if file.import_run.state in (*OPEN_STATES, *BUSY_STATES):
            sentence = _(
                "Ce fichier nommait une personne qui vient d’être effacée : déposez-le corrigé."
            )
            Import.objects.filter(pk=file.import_run_id).update(
                state=ImportState.FAILED, failure=sentence, preview={}
            )
        file.delete()


def _text_of(content: bytes) -> str:
    """The words of a spreadsheet, which is text or a ZIP of texts, as the import tells them apart.

    A part that cannot be read brings nobody back.
    """
    if content.startswith(ZIP):
        content = b"\n".join(_parts(content))
    readings = (content.decode(encoding, errors="ignore") for encoding in ("utf-8", "cp1252"))
    return fold(" ".join(readings))


def _parts(content: bytes) -> Iterator[bytes]:
    with suppress(UnreadableFileError):
        book = Archive(content)
        for name in book.names:
            with suppress(UnreadableFileError):
                yield book.read(name)
