"""What happened between two days, from which one compares or by which one explains?"""

from dataclasses import dataclass
from datetime import date

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Happening:
    """A dated event of the cooperation and its page; one that `steers` is a day to compare from."""

    on: date
    label: str
    url: str
    steers: bool = False


happenings: Point[[Reader, date, date], Happening] = Point("happenings")
