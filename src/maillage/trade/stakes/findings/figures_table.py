"""How is the number of a finding read from the cells of a table, and written in them?"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, words
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.stakes.findings.models import Finding, FindingFigure

REFERENCE = re.compile(r"(?P<number>-?\d[\d\s]*(?:[.,]\d+)?)\s*%?\s*[,:(–-]?\s*(?P<label>.*?)\)?")
LARGEST = Decimal(10) ** 11
THOUSANDTH = Decimal("0.001")


def number_of(row: TableRow, name: str) -> tuple[Decimal | None, str]:
    """The number of a cell and the unit after it; what is no number is left out, and said."""
    text = row.text(name)
    amount = read_amount(text) if text else None
    if amount is None or amount.quantity is None or abs(amount.quantity) >= LARGEST:
        if text:
            row.leave_out(name, _("Ce n’est pas un nombre : écrivez par exemple 12,5."))
        return None, ""
    return amount.quantity.quantize(THOUSANDTH), amount.unit[:40]


def reference_of(row: TableRow, name: str) -> tuple[Decimal | None, str]:
    """What a number is held against, and what that is: « 8,5, moyenne du département »."""
    text = row.text(name).replace("−", "-")
    match = REFERENCE.fullmatch(text)
    amount = read_amount(match["number"]) if match else None
    if match is None or amount is None or amount.quantity is None or not match["label"]:
        if text:
            row.leave_out(
                name, _("Écrivez un nombre et ce qu’il est : « 8,5, moyenne du département ».")
            )
        return None, ""
    if abs(amount.quantity) >= LARGEST:
        row.leave_out(name, _("Ce repère est trop grand : vérifiez-le."))
        return None, ""
    return amount.quantity.quantize(THOUSANDTH), match["label"][:80]


FIGURE = Field("figure_value", "Chiffre", number_of, others=("indicator_result", "quantity"))
UNIT = Field("unit", "Unité", words(40), others=("department",))
PERIOD = Field("schedule", "Période", words(40), others=("year",))
REFERENCE_CELL = Field("figure_reference", "Repère", reference_of)
FIGURE_FIELDS = (FIGURE, UNIT, PERIOD, REFERENCE_CELL)


def figure_of(
    row: TableRow, areas: list[Territory], body: Organisation | None
) -> FindingFigure | None:
    """The number of a row, of its structure or only territory; None without a number.

    What is written beside a number that is not there is said.
    """
    value, unit = row.read(FIGURE)
    reference, label = row.read(REFERENCE_CELL)
    unit_cell, period = row.read(UNIT), row.read(PERIOD)
    if value is None:
        beside = next((one for one in FIGURE_FIELDS[1:] if row.text(one.name)), None)
        if beside is not None and not row.text(FIGURE.name):
            row.warn(beside.name, _("Sans chiffre sur la ligne, cette case est laissée."))
        return None
    return FindingFigure(
        territory=areas[0] if len(areas) == 1 else None,
        organisation=body,
        value=value,
        unit=unit_cell or unit,
        period=period,
        reference=reference,
        reference_label=label,
    )


def is_same(one: FindingFigure, other: FindingFigure) -> bool:
    """Whether two numbers say the same of the same place."""
    names = (
        "territory_id",
        "organisation_id",
        "value",
        "unit",
        "period",
        "reference",
        "reference_label",
    )
    return all(getattr(one, name) == getattr(other, name) for name in names)


def figure_lines(finding: Finding, areas: list[str]) -> list[dict[str, Value]]:
    """The cells of each number of a finding, the first standing on its own row; one at least.

    The number of the whole comes first, or that of the only territory: its row says the others.
    """
    figures = sorted(finding.figures.all(), key=lambda one: (_is_apart(one, areas), one.pk))
    if not figures or _is_apart(figures[0], areas):
        return [{}, *map(_line, figures)]
    return [_cells(figures[0]), *map(_line, figures[1:])]


def _is_apart(one: FindingFigure, areas: list[str]) -> bool:
    """Whether the row of the finding does not say where this number is."""
    if one.organisation_id:
        return True
    return [str(one.territory)] != areas if one.territory else len(areas) == 1


def _line(one: FindingFigure) -> dict[str, Value]:
    return {"territory": str(one.territory or one.organisation or ""), **_cells(one)}


def _cells(one: FindingFigure) -> dict[str, Value]:
    reference = ""
    if one.reference is not None:
        reference = f"{french.number(one.reference)}, {one.reference_label}"
    return {
        FIGURE.name: one.value,
        UNIT.name: one.unit,
        PERIOD.name: one.period,
        REFERENCE_CELL.name: reference,
    }
