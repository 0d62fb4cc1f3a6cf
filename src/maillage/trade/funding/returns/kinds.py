"""Which tables do funders ask back, and what has each of their columns to hold?"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from maillage.core import french
from maillage.trade.funding.choices import ChargeAccount

SOURCE = Path(__file__).with_name("returns.toml")
PLAN, COOPERATION = "plan", "cooperation"
OFFICERS = "officers"
EUROS, POINT, ISO, RATE = "euros", "point", "iso", "rate"
# A sum is in cents until it is written.
CellValue = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what fills it, its unit, and what is said of a cell that lacks it.

    `lack_if` is what of the row makes it needed, `shape` and `most` are rules of who asks, `hand`
    what is to be written there by hand. `page` is what of the row has a page to correct it,
    `across` the first and the last of the columns that it adds up.
    """

    head: str
    key: str
    unit: str = "text"
    sum: bool = False
    lack: str = ""
    lack_if: str = ""
    shape: str = ""
    most: int = 0
    wrong: str = ""
    hand: str = ""
    page: str = "page"
    across: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells are read by their right end."""
        return self.unit in {EUROS, POINT, RATE}

    def fault(self, row: "Row", year: int) -> str:
        """What is said of the cell of this row: nothing when it may leave as it is."""
        value = row.values.get(self.key)
        if value is None or value == "" or (self.unit == EUROS and self.lack and not value):
            is_needed = not self.lack_if or bool(row.values.get(self.lack_if))
            return self.lack.format(year=year) if is_needed else ""
        text = str(value)
        is_wrong = (self.shape and not re.fullmatch(self.shape, text)) or (
            self.most and len(text) > self.most
        )
        return self.wrong if is_wrong else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a return: its title, which rows fill it, its columns in their order."""

    title: str
    rows: str
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Return:
    """What one funder asks back: of a plan or of the cooperation, in one year or in all.

    `rules` are those of the plan that the page shows beside it, `source` where its columns were
    read.
    """

    key: str
    name: str
    funder: str
    source: str
    of: str
    may: str
    parts: Sequence[Part]
    sections: Sequence[str] = ()
    years: str = ""
    rules: Sequence[str] = ()
    formats: Sequence[str] = ("xlsx", "ods")

    @property
    def is_of_plan(self) -> bool:
        """Whether one plan fills it."""
        return self.of == PLAN

    @property
    def has_year(self) -> bool:
        """Whether it is of one year."""
        return bool(self.years)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a budget of association, and which natures of money it gathers."""

    account: str
    name: str = ""
    kinds: Sequence[str] = ()

    @property
    def label(self) -> str:
        """Its name, that of the charges without their number."""
        if self.name:
            return self.name
        return french.capital(str(ChargeAccount(self.account).label).partition(", ")[2])


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it is written: its name, the page that corrects it, what is noted of it."""

    name: str
    url: str
    values: Mapping[str, CellValue]
    lacks: Sequence[str] = ()


@cache
def returns() -> tuple[Return, ...]:
    """All of them, in their order."""
    return tuple(_return(one) for one in _data()["return"])


@cache
def accounts(side: str) -> tuple[Account, ...]:
    """The accounts of a side of the budget, `charges` or `products`."""
    return tuple(Account(**one) for one in _data()["accounts"][side])


def _return(values: dict[str, Any]) -> Return:
    tables = [
        Part(one["title"], one["rows"], [Column(**column) for column in one["columns"]])
        for one in values["table"]
    ]
    rest = {key: value for key, value in values.items() if key != "table"}
    return Return(**rest, parts=tables)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))
