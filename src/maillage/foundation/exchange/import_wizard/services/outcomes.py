"""What became of each suggestion that a tick answers, once the file is imported?"""

from collections.abc import Collection
from typing import Any

from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    NAME_NEW,
    RECEIPT_NEW,
)
from maillage.foundation.journal.models import LogEntry


def with_outcomes(
    run: Import, change: int, written: Collection[tuple[str, int]]
) -> list[dict[str, Any]]:
    """The suggestions of an import, those of names and of receipts with whether they are `done`.

    A name is when the gesture created a structure of this name, a receipt when its row was written.
    """
    suggestions: list[dict[str, Any]] = run.preview.get("warnings", [])
    has_names = any(one.get("code") == NAME_NEW for one in suggestions)
    names = _created_names(change) if has_names else set[str]()
    return [_with_outcome(run, one, names, written) for one in suggestions]


def _created_names(change: int) -> set[str]:
    """The names of the structures that a gesture created, folded; one query."""
    created = LogEntry.objects.filter(
        change_id=change, action=LogEntry.Action.CREATE, content_type__model="organisation"
    )
    return set(map(folded, created.values_list("object_repr", flat=True)))


def _with_outcome(
    run: Import,
    one: dict[str, Any],
    names: Collection[str],
    written: Collection[tuple[str, int]],
) -> dict[str, Any]:
    code = one.get("code")
    if code == NAME_NEW:
        return one | {"done": folded(one.get("suggestion") or str(one["raw"])) in names}
    if code == RECEIPT_NEW:
        return one | {"done": one["cell"] in run.refused and row_of(one["cell"]) in written}
    return one
