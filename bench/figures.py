"""What is a measure, and how are measures shown and kept?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HEADING = (
    *("scénario", "base", "taille", "mesure", "valeur", "unité", "cible"),
    *("plancher", "ratio", "cible ici"),
)
WIDTHS = (22, 11, 7, 24, 10, 10, 8, 10, 7, 11)
COLUMNS = ("scenario", "database", "size", "metric", "value", "unit", "target", "better", "floor")


@dataclass(frozen=True)
class Figure:
    """One measured value; `floor` is that of the minimal page, measured in turn with it.

    `reference` is what the minimal page cost on the machine where the target was set.
    """

    scenario: str
    database: str
    size: str
    metric: str
    value: float
    unit: str
    target: float | None = None
    better: Literal["lower", "higher"] = "lower"
    floor: float | None = None
    reference: float | None = None

    @property
    def target_here(self) -> float | None:
        """The target on this machine, as much slower or faster as its minimal page."""
        if not (self.target and self.floor and self.reference):
            return None
        return self.target * self.floor / self.reference

    def is_missed(self, target: float | None) -> bool:
        """Return whether there is a target and the value is on its wrong side."""
        if target is None:
            return False
        return self.value > target if self.better == "lower" else self.value < target

    def row(self) -> tuple[str, ...]:
        """Return the figure as the table shows it, a mark after a missed target."""
        ratio = self.value / self.floor if self.floor else None
        return (
            *(self.scenario, self.database, self.size, self.metric),
            *(_number(self.value), self.unit, self._marked(self.target)),
            *(_number(self.floor), _number(ratio), self._marked(self.target_here)),
        )

    def _marked(self, target: float | None) -> str:
        return _number(target) + (" !" if self.is_missed(target) else "")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def table_line(cells: Sequence[str]) -> str:
    """Return the cells side by side: names to the left, numbers to the right."""
    names = zip(cells[:4], WIDTHS[:4], strict=True)
    numbers = zip(cells[4:], WIDTHS[4:], strict=True)
    left = "".join(f"{cell:<{width}}" for cell, width in names)
    return left + "".join(f"{cell:>{width}}" for cell, width in numbers)


def write_json(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures as a list of objects."""
    rows = [{name: getattr(figure, name) for name in COLUMNS} for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
