"""What is one rule, and how do its parameters read?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.law.words import TO_VERIFY, VERIFIED


def marked(reference: str, status: str) -> str:
    """Return a text of law with how sure it is, unless it was verified."""
    return reference if status == VERIFIED else f"{reference} ({status})"


@dataclass(frozen=True)
class Rule:
    """One rule as data: what the screen shows of it, its source, its parameters.

    `reference` is the text of law alone; what is shown is `source`, which says how sure it is.
    """

    id: str
    text: str
    reference: str
    checked: date
    status: str
    parameters: Mapping[str, object]

    @property
    def source(self) -> str:
        """The text of law as the screen shows it, marked unless it was verified."""
        return marked(self.reference, self.status)

    @property
    def printed(self) -> str:
        """The text of law as a paper that leaves cites it: nothing unless it was verified."""
        return self.reference if self.status == VERIFIED else ""

    @property
    def is_to_verify(self) -> bool:
        """Whether the screen must show the rule as « à vérifier »."""
        return self.status == TO_VERIFY

    def has(self, name: str) -> bool:
        """Return whether the rule carries this parameter."""
        return name in self.parameters

    def whole(self, name: str) -> int:
        """Return a parameter that is a whole number; 0 when the rule has none."""
        value = self.parameters.get(name)
        return value if isinstance(value, int) else 0

    def decimal(self, name: str) -> Decimal:
        """Return a parameter that is a number; 0 when the rule has none."""
        value = self.parameters.get(name)
        return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)

    def flag(self, name: str) -> bool:
        """Return a parameter that is true or false; false when the rule has none."""
        return self.parameters.get(name) is True

    def word(self, name: str) -> str | None:
        """Return a parameter that is a text; `None` when the rule has none."""
        value = self.parameters.get(name)
        return value if isinstance(value, str) else None

    def words(self, name: str) -> tuple[str, ...]:
        """Return a parameter that is a list of texts; empty when the rule has none."""
        value = self.parameters.get(name)
        values = value if isinstance(value, list) else []
        return tuple(word for word in values if isinstance(word, str))

    def days(self, name: str) -> tuple[date, ...]:
        """Return a parameter that is a day or a list of days; empty when the rule has none."""
        value = self.parameters.get(name)
        values = value if isinstance(value, list) else [value]
        return tuple(day for day in values if isinstance(day, date))

    def table(self, name: str) -> dict[str, object]:
        """Return a parameter that is a table; empty when the rule has none."""
        value = self.parameters.get(name)
        return value if isinstance(value, dict) else {}

    def tables(self, name: str) -> tuple[dict[str, object], ...]:
        """Return a parameter that is a list of tables; empty when the rule has none."""
        value = self.parameters.get(name)
        values = value if isinstance(value, list) else []
        return tuple(table for table in values if isinstance(table, dict))
