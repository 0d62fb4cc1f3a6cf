"""What should the officer look at in the file, where, and how is it mended?"""

from dataclasses import dataclass, replace
from enum import StrEnum

# What the law refuses, which nobody has to correct: a column, a remark.
SENSITIVE_COLUMN, SENSITIVE_REMARK = "sensitive_column", "sensitive_note"
NAME_REQUIRED = "name_required"  # a row refused for a name without which it is never written

RawValue = str | int | float | bool | None


class Severity(StrEnum):
    """error: not imported; warning: the officer must look; info: understood, told in the report."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One located remark; `cell` is sheet!A1, `suggestion` what accepting it does.

    `leads_to` is the sheet, « costsharing:12 », where it is mended, `name` what it is about where
    the cell holds other words; nothing for none.
    """

    code: str
    severity: Severity
    cell: str
    raw: RawValue
    message: str
    suggestion: str | None = None
    leads_to: str = ""
    name: str = ""

    def as_json(self) -> dict[str, RawValue]:
        """The same in the plain shape written by the command."""
        leads_to = {"leads_to": self.leads_to} if self.leads_to else {}
        return {
            **leads_to,
            "code": self.code,
            "severity": self.severity.value,
            "cell": self.cell,
            "raw": self.raw,
            "message": self.message,
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a cell, before it is known which."""

    code: str
    severity: Severity
    message: str
    suggestion: str | None = None
    leads_to: str = ""
    name: str = ""

    def at(self, cell: str, raw: RawValue) -> Problem:
        """The remark located at a cell that holds `raw`."""
        words = (self.message, self.suggestion, self.leads_to, self.name)
        return Problem(self.code, self.severity, cell, raw, *words)


class Problems:
    """The remarks of one file, at most one of each code per cell."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str, str], Problem] = {}
        self._cells: set[str] = set()

    def add(self, problem: Problem) -> None:
        self._by_place.setdefault((problem.cell, problem.code), problem)
        self._cells.add(problem.cell)

    def add_sentence(self, problem: Problem) -> None:
        """Adds a problem; its words follow those of the same code that its cell has already."""
        place = (problem.cell, problem.code)
        first = self._by_place.setdefault(place, problem)
        self._cells.add(problem.cell)
        if problem.message not in first.message:
            message = f"{first.message} {problem.message}"
            values = ", ".join(filter(None, (first.suggestion, problem.suggestion))) or None
            self._by_place[place] = replace(first, message=message, suggestion=values)

    def has(self, code: str, cell: str) -> bool:
        return (cell, code) in self._by_place

    def mention(self, cell: str) -> bool:
        """Whether something is said of a cell."""
        return cell in self._cells

    def listed(self) -> list[Problem]:
        return list(self._by_place.values())


class UnreadableFileError(Exception):
    """The file cannot be read; the message says in French what to do."""
