"""Who was erased and must not come back with a backup?

A list of opaque marks, kept beside the database and outside the backups: which record, and a
digest that only this very record gives. Nothing in it tells who the person was.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import models


@dataclass(frozen=True)
class Erased:
    """An erased record: its model as Django names it, its number, and its own mark."""

    model: str
    number: int
    mark: str


def erased_list() -> Path:
    """The file that holds the list."""
    return Path(settings.DATA) / "erased.jsonl"


def remember_erased(record: models.Model) -> Erased:
    """What the list now says of this record, which the caller is erasing.

    Called inside the transaction that erases, before its end: a record remembered and finally not
    erased is erased by the next restore, whereas one erased and not remembered would come back.
    """
    erased = Erased(record._meta.label_lower, record.pk, mark_of(record))
    line = json.dumps(asdict(erased)) + "\n"
    with erased_list().open("a", encoding="utf-8") as written:
        fcntl.flock(written, fcntl.LOCK_EX)
        written.write(line)
        written.flush()
        os.fsync(written.fileno())
    return erased


def mark_of(record: models.Model) -> str:
    """A digest of the record's number and of the instants at which it was made.

    Another installation, or another row that took the same number, gives another mark.
    """
    made = [
        getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if getattr(field, "auto_now_add", False)
    ]
    text = json.dumps([record._meta.label_lower, record.pk, [one.isoformat() for one in made]])
    return hashlib.sha256(text.encode()).hexdigest()


def is_same(record: models.Model, erased: Erased) -> bool:
    """Whether this record is the one that was erased."""
    return mark_of(record) == erased.mark


def erased_records() -> Iterator[Erased]:
    """All that the list says; a last line cut by a power failure says nothing."""
    path = erased_list()
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield Erased(**json.loads(line))
        except (ValueError, TypeError):
            continue
