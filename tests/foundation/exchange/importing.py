"""Importing a file from end to end, as the task does."""

from collections.abc import Collection

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.import_wizard.services.runs import queue_import, run_import
from maillage.foundation.exchange.import_wizard.services.undo import queue_undo, undo_import
from maillage.foundation.exchange.import_wizard.services.uploads import (
    planned_import,
)
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def check(run: Import) -> Import:
    """An import, read again and checked with its answers."""
    return keep_preview(run=run, planned=planned_import(run))


def enter(run: Import) -> Import:
    """An import that was checked, recorded."""
    queue_import(run=run)
    return run_import(run=run)


def read_into(
    target: str,
    access: Access,
    content: bytes,
    *,
    name: str = "contacts.csv",
    refused: Collection[str] = (),
) -> Import:
    """A file aimed at this table, its columns guessed, checked."""
    run = make_import(
        cooperation=access.cooperation, author=access.user, content=content, name=name
    )
    run.target, run.mapping, run.refused = target, {}, sorted(refused)
    run.save()
    return check(run)


def written_into(
    target: str,
    access: Access,
    content: bytes,
    *,
    name: str = "contacts.csv",
    refused: Collection[str] = (),
) -> Import:
    """The same, imported."""
    return enter(read_into(target, access, content, name=name, refused=refused))


def checked(access: Access, rows: list[Row], *, refused: Collection[str] = ()) -> Import:
    """A file of contacts whose columns are guessed and which has been checked."""
    return read_into("contacts", access, csv_bytes(rows), refused=refused)


def imported(access: Access, rows: list[Row], *, refused: Collection[str] = ()) -> Import:
    """The same, imported."""
    return enter(checked(access, rows, refused=refused))


def remarks_of(run: Import, severity: str = "errors") -> list[tuple[str, str]]:
    """Where something is to be looked at, and what is said."""
    return [(one["cell"].rpartition("!")[2], one["message"]) for one in run.preview[severity]]


def figures(run: Import) -> list[int]:
    """How many records were made, completed, left."""
    return [one["number"] for one in run.report["figures"]]


def undone(run: Import, author: User) -> Import:
    """An import taken back."""
    queue_undo(run=run)
    run.refresh_from_db()
    assert run.state == ImportState.UNDOING
    return undo_import(run=run, author_id=author.pk)
