"""What is remembered of the earlier readings of a file, once it is read again otherwise?"""

from collections.abc import Iterator

from maillage.core import french
from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    DONE_IF_TICKED,
    EMPTIED,
    OFFERED,
)

Remembered = dict[str, list[str] | dict[str, str]]


def remembered(run: Import) -> Remembered:
    """The ticks that were offered, and the amounts of the cells that were to be corrected.

    Nothing where there are none.
    """
    preview = run.preview
    warnings = preview.get("warnings", [])
    offered = [one for one in warnings if one.get("code") in DONE_IF_TICKED]
    ticks = [cell for one in offered for cell in (one["cell"], *one.get("others", []))]
    every = {
        OFFERED: [*dict.fromkeys([*preview.get(OFFERED, []), *ticks])],
        EMPTIED: dict(_amounts(run)) | preview.get(EMPTIED, {}),
    }
    return {word: some for word, some in every.items() if some}


def amounts_emptied(run: Import) -> list[tuple[str, str]]:
    """The cells of amounts that the officer left empty, each with what it held."""
    amounts: dict[str, str] = run.preview.get(EMPTIED, {})
    return [(cell, text) for cell, text in amounts.items() if run.corrections.get(cell) == ""]


def _amounts(run: Import) -> Iterator[tuple[str, str]]:
    """The cells to correct that hold an amount and nothing else."""
    for case in run.preview.get("errors", []):
        amount = read_amount(str(case["raw"])) if case["raw"] is not None else None
        if amount is not None and amount.quantity is not None:
            number = f"{french.number(amount.quantity)} {amount.unit}".strip()
            for cell in (case["cell"], *case["others"]):
                yield cell, f"{_who(run, cell)} : {number}".removeprefix(" : ")


def _who(run: Import, cell: str) -> str:
    """The first words of the row of a cell, that tell which row it is; nothing for none."""
    sheet, row = row_of(cell)
    context = run.preview.get("contexts", {}).get(f"{sheet}!{row}", ())
    return next((str(text) for _letters, _header, text in context if text), "")
