"""Importing a file from end to end, as the task does."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.import_wizard.services.runs import queue_import, run_import
from maillage.foundation.exchange.import_wizard.services.undo import queue_undo, undo_import
from maillage.foundation.exchange.import_wizard.services.uploads import (
    answer_suggestions,
    planned_import,
)
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def checked(access: Access, rows: list[Row], *, refused: frozenset[str] = frozenset()) -> Import:
    """A file whose columns are guessed and which has been checked."""
    run = make_import(cooperation=access.cooperation, author=access.user, content=csv_bytes(rows))
    answer_suggestions(run=run, refused=refused, corrections={})
    return keep_preview(run=run, planned=planned_import(run))


def imported(access: Access, rows: list[Row], *, refused: frozenset[str] = frozenset()) -> Import:
    """A file imported."""
    run = checked(access, rows, refused=refused)
    queue_import(run=run)
    return run_import(run=run)


def undone(run: Import, author: User) -> Import:
    """An import taken back."""
    queue_undo(run=run)
    run.refresh_from_db()
    assert run.state == ImportState.UNDOING
    return undo_import(run=run, author_id=author.pk)
