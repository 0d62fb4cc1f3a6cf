"""Where are the files kept? Beside the database, under random names, whole or not at all."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils.crypto import get_random_string

from maillage.foundation.documents.files.models import Attachment, Letterhead, Template

HOUR = 3600


def folder() -> Path:
    """The folder of the attachments, among the files that a backup carries."""
    return Path(default_storage.path("documents"))


def path_of(stored: str) -> Path:
    """Where the content kept under this name is."""
    return folder() / stored


def keep(chunks: Iterable[bytes]) -> str:
    """The random name under which the content is now kept, whole and on the disk.

    Nothing is left of what could not be written; what a killed process left, `sweep` removes.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = get_random_string(32)
    partial = path_of(f".{stored}")
    try:
        with partial.open("xb") as written:
            for chunk in chunks:
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
        partial.replace(path_of(stored))
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return stored


def forget(stored: str) -> None:
    """Removes the content kept under this name; one that is gone already is no fault."""
    path_of(stored).unlink(missing_ok=True)


def names_of(cooperation: int | None = None) -> set[str]:
    """The names of all the contents that a record knows: of one cooperation, or of all."""
    only = {} if cooperation is None else {"cooperation": cooperation}
    names = {
        *Attachment.objects.filter(**only).values_list("stored", flat=True),
        *Template.objects.filter(**only).values_list("stored", flat=True),
        *Letterhead.objects.filter(**only).values_list("logo", flat=True),
    }
    return names - {""}


def sweep() -> int:
    """How many files older than an hour were removed because no record knows them."""
    if not folder().is_dir():
        return 0
    old = time.time() - HOUR
    paths = [one for one in folder().iterdir() if one.stat().st_mtime < old]
    names = names_of()
    lost = [one for one in paths if one.name not in names]
    for one in lost:
        one.unlink(missing_ok=True)
    return len(lost)
