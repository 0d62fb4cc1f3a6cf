"""What stands around a column: its own values, the other columns?"""

from collections.abc import Callable
from dataclasses import dataclass

IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """The values of a column without empty ones, the fields and headers of the others, its rank.

    `headers` are keys; `given` are the words that the columns of given names have beside.
    """

    values: tuple[str, ...]
    others: frozenset[str] = frozenset()
    is_first: bool = False
    headers: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def most(self, test: Callable[[str], bool]) -> bool:
        """Whether a test holds for more than half of the values."""
        return bool(self.values) and sum(map(test, self.values)) * 2 > len(self.values)

    def share(self, test: Callable[[str], bool]) -> float:
        """For which part of the values a test holds; none when there is no value."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0
