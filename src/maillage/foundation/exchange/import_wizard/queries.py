"""Which imports and saved columns may this reader see?"""

import hashlib
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import, ImportFile, SavedMapping
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.vocabulary.words import header_key

TAKES_NOTHING = "takes_nothing"
_HEAVY = ("preview", "report", "mapping", "sent", "corrections", "refused")


def imports_listed(access: Access) -> QuerySet[Import]:
    """The same without what they hold; one that has nothing to take `takes_nothing`."""
    takes_nothing = KT(f"preview__{TAKES_NOTHING}")
    return imports_of(access).defer(*_HEAVY).annotate(takes_nothing=takes_nothing)


def imports_of(access: Access) -> QuerySet[Import]:
    """The imports of the reader's cooperation, the latest first."""
    return Import.objects.filter(cooperation=access.cooperation_id).select_related("author")


class ImportedRecords(NamedTuple):
    """The file, the numbers of what came, and those of the sheets that are new, by their model."""

    name: str
    records: list[int]
    made: dict[str, list[int]]


def records_of(access: Access, number: int) -> ImportedRecords:
    """What this import brought in; nothing while it is not done."""
    runs = imports_of(access).filter(pk=number, state=ImportState.DONE)
    name, report = runs.values_list("file_name", "report").first() or ("", {})
    return ImportedRecords(name, report.get("records", []), report.get("made", {}))


def content_of(run: Import) -> bytes:
    """The bytes of the file; UnreadableFileError once it has been removed."""
    content = ImportFile.objects.filter(import_run=run).values_list("content", flat=True).first()
    if content is None:
        raise UnreadableFileError(
            "Le fichier déposé a été effacé. Déposez-le à nouveau pour reprendre."
        )
    return bytes(content)


def fingerprint(columns: list[Column]) -> str:
    """What makes two headers the same: their words, in order."""
    words = "\n".join(header_key(column.header) for column in columns)
    return hashlib.sha256(words.encode()).hexdigest()


def saved_choices(workspace_id: int, target: str) -> dict[str, dict[str, str]]:
    """The columns chosen last time under each header, by letters, by the fingerprint of headers."""
    saved = SavedMapping.objects.filter(workspace=workspace_id, target=target)
    return {
        fingerprint: {column["letters"]: column["choice"] for column in columns}
        for fingerprint, columns in saved.values_list("fingerprint", "columns")
    }


def export_columns(access: Access, target: str) -> QuerySet[SavedMapping]:
    """The saved columns that also serve to export, the latest first."""
    workspace = access.cooperation.workspace_id
    return SavedMapping.objects.filter(workspace=workspace, target=target, for_export=True)
