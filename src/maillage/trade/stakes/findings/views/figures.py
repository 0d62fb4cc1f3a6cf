"""How are the figures of a finding drawn: a bar for each place, and what they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.core import french
from maillage.trade.stakes.findings.models import Finding, FindingFigure

WIDTH = 200


@dataclass(frozen=True, slots=True)
class FigureBar:
    """A number of a place: how long its bar is, where its reference stands, in a width of 200."""

    pk: int
    name: str
    words: str
    length: str
    reference: str


@dataclass(frozen=True)
class FigurePlate:
    """The numbers of a finding, the highest first, and what is said over them."""

    finding: Finding
    bars: Sequence[FigureBar]
    unit: str
    period: str
    references: Sequence[str]


def figure_plate(finding: Finding) -> FigurePlate | None:
    """The numbers of a finding; None when it has none."""
    rows = sorted(finding.figures.all(), key=lambda one: (-one.value, one.pk))
    if not rows:
        return None
    units = {one.unit for one in rows}
    values = [abs(one.value) for one in rows]
    references = [abs(one.reference) for one in rows if one.reference is not None]
    widest = max([*values, *references]) or 1
    scale = WIDTH * 7 / (8 * float(widest))
    return FigurePlate(
        finding,
        [_bar(one, scale, with_unit=len(units) > 1) for one in rows],
        units.pop() if len(units) == 1 else "",
        french.listed(list(dict.fromkeys(one.period for one in rows if one.period))),
        list(dict.fromkeys(_reference(one) for one in rows if one.reference is not None)),
    )


def _bar(one: FindingFigure, scale: float, *, with_unit: bool) -> FigureBar:
    value = french.number(one.value)
    return FigureBar(
        one.pk,
        str(one),
        f"{value} {one.unit}" if with_unit and one.unit else value,
        f"{abs(float(one.value)) * scale:.1f}",
        "" if one.reference is None else f"{abs(float(one.reference)) * scale:.1f}",
    )


def _reference(one: FindingFigure) -> str:
    number = french.number(one.reference) if one.reference is not None else ""
    return f"{one.reference_label} ({' '.join(filter(None, (number, one.unit)))})"
