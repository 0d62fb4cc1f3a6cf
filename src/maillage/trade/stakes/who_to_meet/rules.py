"""Which cells call for a meeting: those of which nothing, nothing sure, or nothing recent is known?

Pure: a cell is a stake or a posture of one structure, as it stands on a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a cell calls for a meeting, the most pressing first."""

    SILENT = "silent"
    DOUBTFUL = "doubtful"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class MeetingCell:
    """What is known of a structure on one subject; `on` is None when it said nothing."""

    subject: str
    url: str
    on: date | None
    is_doubtful: bool = False
    is_posture: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A structure to meet, and the cells to speak of, by reason."""

    name: str
    url: str
    call_url: str
    silent: Sequence[MeetingCell]
    doubtful: Sequence[MeetingCell]
    stale: Sequence[MeetingCell]

    @property
    def size(self) -> int:
        """How many cells call for it."""
        return len(self.silent) + len(self.doubtful) + len(self.stale)


def reason_of(cell: MeetingCell, today: date, ages_after: timedelta) -> Reason | None:
    """Why a cell calls for a meeting; None when it is known, sure and recent.

    A doubtful cell is doubtful whatever its age.

    >>> day, months = date(2026, 6, 1), timedelta(days=183)
    >>> reason_of(MeetingCell("Eau", "", None), day, months).value
    'silent'
    >>> reason_of(MeetingCell("Eau", "", day - months), day, months) is None
    True
    """
    if cell.on is None:
        return Reason.SILENT
    if cell.is_doubtful:
        return Reason.DOUBTFUL
    return Reason.STALE if cell.on + ages_after < today else None


def visit(
    name: str,
    url: str,
    cells: Iterable[MeetingCell],
    today: date,
    ages_after: timedelta,
    *,
    call_url: str = "",
) -> Visit:
    """The cells of a structure that call for a meeting, in their order."""
    by_reason: dict[Reason | None, list[MeetingCell]] = {}
    for cell in cells:
        by_reason.setdefault(reason_of(cell, today, ages_after), []).append(cell)
    return Visit(
        name,
        url,
        call_url,
        by_reason.get(Reason.SILENT, []),
        by_reason.get(Reason.DOUBTFUL, []),
        by_reason.get(Reason.STALE, []),
    )


def by_need(visits: Iterable[Visit]) -> list[Visit]:
    """Those that call for a meeting: most cells first, then the most silent, then by name."""
    called = [one for one in visits if one.size]
    return sorted(called, key=lambda one: (-one.size, -len(one.silent), one.name.casefold()))
