"""How is the archive written so that it is whole, or is not there at all?"""

import json
import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from maillage.core.snapshot import one_instant
from maillage.core.tables_out import write_xlsx
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.queries import documents_of, templates
from maillage.roof.departures.contents import Table, plain_rows, table_rows, tables_for
from maillage.roof.departures.gestures import HEADERS, gesture_rows

HOUR = 3600
README = """Coopération : {name}
Archive demandée par {who}, le {day}.

tableaux/      un tableur par genre de fiche, à ouvrir avec LibreOffice ou Excel
documents/     les fichiers joints, sous leur nom, précédé de leur numéro
modeles/       vos modèles de documents, ceux qui servent et les précédents
donnees.json   les mêmes fiches, pour un programme : une liste par genre de fiche

Vous y trouvez tout ce que votre accès lit. Les notes que d’autres gardent pour
eux seuls n’y sont pas. Ce fichier contient des noms et des coordonnées :
rangez-le comme tel, et effacez-le quand il a servi.
"""


def folder() -> Path:
    """The folder of archives, which no backup carries: they pass."""
    return Path(settings.DATA) / "archives"


def path_of(stored: str) -> Path:
    """Where the archive kept under this name is."""
    return folder() / stored


def pack(access: Access, number: int) -> str:
    """The name of the archive of all that this access reads, whole and on the disk.

    It cannot be guessed, and begins by the archive's number: what a stop left is found by it.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = f"{number}-{get_random_string(20)}"
    partial = path_of(f".{stored}")
    try:
        with partial.open("xb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                _fill(archive, access)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path_of(stored))
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return stored


def _fill(archive: zipfile.ZipFile, access: Access) -> None:
    """Tables and data are read as they stood at one instant, whatever others write meanwhile."""
    day = timezone.localdate().strftime("%d/%m/%Y")
    text = README.format(name=access.cooperation.name, who=access.user.name, day=day)
    archive.writestr("LISEZMOI.txt", text)
    with one_instant():
        documents = list(documents_of(access))
        given = list(templates(access))
        _fill_tables(archive, access)
    for one in documents:
        _add_file(archive, one.stored, f"documents/{one.pk}-{one.name}")
    for template in given:
        _add_file(archive, template.stored, f"modeles/{template.pk}-{template.name}")


def _fill_tables(archive: zipfile.ZipFile, access: Access) -> None:
    tables = tables_for(access)
    for table in tables:
        _add_sheet(archive, table)
    gestures = write_xlsx("Journal", HEADERS, gesture_rows(access))
    archive.writestr("tableaux/journal.xlsx", gestures)
    with archive.open("donnees.json", "w", force_zip64=True) as written:
        for piece in _pieces(tables):
            written.write(piece.encode())


def _add_file(archive: zipfile.ZipFile, stored: str, name: str) -> None:
    """The file kept under this name, unless it was removed since the tables were read."""
    with suppress(FileNotFoundError):
        archive.write(store.path_of(stored), name)


def _add_sheet(archive: zipfile.ZipFile, table: Table) -> None:
    headers = [str(field.verbose_name) for field in table.fields]
    content = write_xlsx(table.title, headers, table_rows(table))
    archive.writestr(f"tableaux/{slugify(table.title)}.xlsx", content)


def _pieces(tables: list[Table]) -> Iterator[str]:
    """The JSON, row by row: an object that gives, for each model, the list of its records."""
    yield "{"
    for place, table in enumerate(tables):
        yield f"{',' if place else ''}{json.dumps(table.model._meta.label_lower)}:["
        for number, row in enumerate(plain_rows(table)):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
            yield f"{',' if number else ''}{text}"
        yield "]"
    yield "}"


def forget(number: int) -> None:
    """Removes what this archive has on the disk, whole or not."""
    for one in (*folder().glob(f".{number}-*"), *folder().glob(f"{number}-*")):
        one.unlink(missing_ok=True)


def sweep(names: frozenset[str]) -> int:
    """How many archives older than an hour were removed because no row knows them."""
    if not folder().is_dir():
        return 0
    old = time.time() - HOUR
    lost = [
        one for one in folder().iterdir() if one.name not in names and one.stat().st_mtime < old
    ]
    for one in lost:
        one.unlink(missing_ok=True)
    return len(lost)
