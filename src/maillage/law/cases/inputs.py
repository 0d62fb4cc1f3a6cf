"""What does a worked example give as inputs, with which types?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.law.legal_body import LegalBody

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True)
class Inputs:
    """The inputs of an example; a wrong or missing one is a `ValueError` that names it."""

    fields: Mapping[str, Json]

    def has(self, name: str) -> bool:
        """Return whether the input is given, `null` included."""
        return name in self.fields

    def is_set(self, name: str) -> bool:
        """Return whether the input is given and not `null`."""
        return self.fields.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return an input that is a word."""
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            raise ValueError(f"{name}: a text is expected")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return an input that is a word or `null`."""
        return self.text(name) if self.is_set(name) else None

    def day(self, name: str) -> date:
        """Return an input that is an ISO date."""
        return date.fromisoformat(self.text(name))

    def day_or_none(self, name: str) -> date | None:
        """Return an input that is an ISO date or `null`, absent like `null`."""
        return self.day(name) if self.is_set(name) else None

    def amount(self, name: str) -> Decimal:
        """Return an input that is an amount or a rate written as a decimal string."""
        return Decimal(self.text(name))

    def amount_or_none(self, name: str) -> Decimal | None:
        """Return an input that is an amount, a rate or `null`, absent like `null`."""
        return self.amount(name) if self.is_set(name) else None

    def whole(self, name: str, default: int | None = None) -> int:
        """Return an input that is a whole number."""
        value = self.fields.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"{name}: a whole number is expected")
        return value

    def whole_or_none(self, name: str) -> int | None:
        """Return an input that is a whole number or `null`, absent like `null`."""
        return self.whole(name) if self.is_set(name) else None

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Return an input that is true or false."""
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            raise ValueError(f"{name}: true or false is expected")
        return value

    def part(self, name: str) -> "Inputs":
        """Return an input that holds named inputs."""
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise ValueError(f"{name}: named values are expected")
        return Inputs(value)

    def parts(self, name: str) -> "dict[str, Inputs]":
        """Return an input that holds named groups of inputs."""
        return {key: self.part(name).part(key) for key in self.part(name).fields}

    def items(self, name: str) -> "list[Inputs]":
        """Return an input that is a list of groups of inputs; empty when absent or `null`."""
        return [Inputs({"one": one}).part("one") for one in self._list(name)]

    def names(self, name: str) -> list[str]:
        """Return an input that is a list of words; empty when absent or `null`."""
        return [Inputs({name: one}).text(name) for one in self._list(name)]

    def _list(self, name: str) -> "list[Json]":
        value = self.fields[name] if self.is_set(name) else []
        if not isinstance(value, list):
            raise ValueError(f"{name}: a list is expected")
        return value

    def body(self) -> LegalBody | None:
        """Return the body concerned, `None` when the example names none."""
        if not self.is_set("body"):
            return None
        part = self.part("body")
        return LegalBody(
            part.text("kind"),
            part.whole_or_none("population"),
            part.flag("alsace_moselle", False),
        )
