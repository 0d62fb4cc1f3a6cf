"""What must a scheme of childcare hold, for an agreement to stand for it?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SCHEME = Path(__file__).parent / "childcare_scheme.toml"


@dataclass(frozen=True)
class SchemePart:
    """A part of the scheme: its word here, its number in the article, what it holds."""

    key: str
    part: str
    label: str


@dataclass(frozen=True)
class ChildcareScheme:
    """The parts that a scheme holds, the article that lists them, when it was checked."""

    article: str
    checked_on: date
    parts: Sequence[SchemePart]


@cache
def childcare_scheme() -> ChildcareScheme:
    """Return what a scheme of childcare holds (CASF, article D214-10-1), in its order."""
    one = tomllib.loads(SCHEME.read_text(encoding="utf-8"))
    parts = [SchemePart(**row) for row in one["checks"]]
    return ChildcareScheme(one["article"], one["checked_on"], parts)
