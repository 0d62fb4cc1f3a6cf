"""Attachments that come with rows: both are there, or neither is, wherever the work is cut.

Files and rows cannot change in one instant. While they change, a marker beside the attachments
holds a token, which the transaction of the rows writes too: whether the database has it says which
attachments are its own. Whoever comes next puts these in place.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from maillage.core.postgres import lock_number
from maillage.roof.upkeep.archive.packing import is_claimed, sync_folder
from maillage.roof.upkeep.faults import (
    RestoreUnderWayError,
    RestoreUnfinishedError,
    UpkeepError,
    reason_of,
)
from maillage.roof.upkeep.models import Beat

RESTORE = -1  # no workspace has this number


@dataclass(frozen=True)
class Arrival:
    """The attachments that come with the rows of one transaction."""

    token: str

    @property
    def folder(self) -> Path:
        """Where they are written until the rows are there."""
        return attachments_folder().with_name(f".files-{self.token}")

    @property
    def leaving(self) -> Path:
        """Where those that they replace go."""
        return attachments_folder().with_name(f".files-{self.token}-replaced")

    def mark_rows(self) -> None:
        """Ties the attachments to the rows; inside the transaction of the rows only."""
        Beat.objects.create(name=self.token, at=timezone.now())


def attachments_folder() -> Path:
    """Where attachments are kept."""
    return Path(default_storage.path(""))


@contextmanager
def arriving() -> Iterator[Arrival]:
    """An empty folder to fill; its files take their place at the end if their rows are there.

    RestoreUnderWayError when another process restores, RestoreUnfinishedError when what was begun
    could be neither ended nor undone.
    """
    attachments_folder().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _claimed() as marker:
        arrival = Arrival(f"restore-{get_random_string(20)}")
        marker.write(arrival.token.encode())
        marker.flush()
        os.fsync(marker.fileno())
        sync_folder(_marker().parent)
        try:
            arrival.folder.mkdir(mode=0o700)
            yield arrival
        except DatabaseError as error:
            if _has_rows(arrival):
                raise UpkeepError(
                    "La base s’est tue à la fin, mais elle a tout reçu : la restauration est faite."
                ) from error
            raise
        finally:
            with _wrapped():
                _settle(arrival)
                _marker().unlink()


def end_arrival() -> None:
    """Ends or undoes the restore that was cut, if any; same errors as `arriving`."""
    if _marker().exists():
        with _wrapped(), _claimed():
            _marker().unlink()


def hold_arrivals() -> None:
    """Has whoever asks about an arrival wait until the transaction under way has ended."""
    lock_number(RESTORE)


def _marker() -> Path:
    return attachments_folder().with_name(".restore")


@contextmanager
def _claimed() -> Iterator[BinaryIO]:
    """The marker, empty and for this process alone, once what it said has been settled."""
    descriptor = os.open(_marker(), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as marker:
        if not is_claimed(marker, _marker()):
            raise RestoreUnderWayError("Une restauration est en cours : attendez sa fin.")
        if token := marker.read().strip(b"\0").decode():
            _settle(Arrival(token))
            marker.truncate(0)
            marker.seek(0)
        yield marker


@contextmanager
def _wrapped() -> Iterator[None]:
    """Says what could not be settled, and that nothing is lost by it."""
    try:
        yield
    except (OSError, DatabaseError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "la base ne répond pas"
        raise RestoreUnfinishedError(
            f"La restauration n’est pas achevée : {reason}. Rien n’est perdu : corrigez la cause, "
            "puis lancez « run upgrade », qui l’achèvera ou remettra tout comme avant."
        ) from error


def _settle(arrival: Arrival) -> None:
    """Puts the attachments in place if their rows are there, and removes the others."""
    if _has_rows(arrival):
        _take_place(arrival)
    for folder in (arrival.folder, arrival.leaving):
        if folder.exists():
            shutil.rmtree(folder)
    sync_folder(_marker().parent)


def _has_rows(arrival: Arrival) -> bool:
    """Whether the database received the rows; asked once nobody can still bring them."""
    connection.close_if_unusable_or_obsolete()
    with transaction.atomic():
        hold_arrivals()
        is_made = Beat._meta.db_table in connection.introspection.table_names()
        return is_made and Beat.objects.filter(name=arrival.token).exists()


def _take_place(arrival: Arrival) -> None:
    place = attachments_folder()
    if not arrival.folder.exists():
        return
    if place.exists() and not arrival.leaving.exists():
        place.rename(arrival.leaving)
    arrival.folder.rename(place)
    sync_folder(place.parent)
