"""What is a measure, and how are measures shown and kept?"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

HEADING = ("scénario", "base", "taille", "mesure", "valeur", "unité", "cible", "plancher", "ratio")
WIDTHS = (22, 11, 7, 24, 10, 10, 8, 10, 7)


@dataclass(frozen=True)
class Figure:
    """One measured value; `floor` is that of the minimal page, measured in turn with it."""

    scenario: str
    database: str
    size: str
    metric: str
    value: float
    unit: str
    target: float | None = None
    better: Literal["lower", "higher"] = "lower"
    floor: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether there is a target and the value is on its wrong side."""
        if self.target is None:
            return False
        return self.value > self.target if self.better == "lower" else self.value < self.target

    def row(self) -> tuple[str, ...]:
        """Return the figure as the table shows it, a mark after a missed target."""
        ratio = self.value / self.floor if self.floor else None
        target = _number(self.target) + (" !" if self.is_missed else "")
        return (
            *(self.scenario, self.database, self.size, self.metric),
            *(_number(self.value), self.unit, target, _number(self.floor), _number(ratio)),
        )


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
    rows = [asdict(figure) for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
