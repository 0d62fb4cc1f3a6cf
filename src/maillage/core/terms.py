"""What does the last day of something that somebody granted make for those who must prepare it?"""

from dataclasses import dataclass
from datetime import date

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Term:
    """The last day of a record: its key, its number, its name, its act; no day, nothing ends.

    It is said inside the gesture that writes the record, and each time it is written.
    """

    key: str
    number: int
    label: str
    on: date | None
    act: str = ""


terms: Point[[Reader, Term], object] = Point("terms")
