"""What does a funder usually wait for in a year? A calendar is proposed; its dates are typed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from maillage.trade.context.choices import DutyKind

FILE = Path(__file__).with_name("calendars.toml")


class _Entry(TypedDict, total=False):
    kind: str
    label: str
    due: str
    opens: str
    opens_before: int
    after: int
    act: str
    consequence: str


class _Written(TypedDict):
    label: str
    funder: str
    use: str
    duties: list[_Entry]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing that is usually due: its name, its usual days, its act, what happens otherwise."""

    kind: DutyKind
    label: str
    due_on: date
    opens_on: date | None
    act: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of a funder: its name, what it is for, whose it is, and its entries."""

    key: str
    label: str
    use: str
    funder: str
    entries: tuple[_Entry, ...]

    def proposed(self, year: int) -> list[Proposed]:
        """What is usually due for that year, in the order of the calendar."""
        return [_proposed(entry, year) for entry in self.entries]


def _proposed(entry: _Entry, year: int) -> Proposed:
    opens = entry.get("opens")
    return Proposed(
        kind=DutyKind(entry["kind"]),
        label=entry["label"].format(year=year, before=year - 1),
        due_on=_day(entry["due"], year + entry.get("after", 0)),
        opens_on=_day(opens, year - entry.get("opens_before", 0)) if opens else None,
        act=entry.get("act", ""),
        consequence=entry.get("consequence", ""),
    )


def _day(written: str, year: int) -> date:
    month, day = (int(part) for part in written.split("-"))
    return date(year, month, day)


@cache
def calendars() -> Mapping[str, Calendar]:
    """The calendars, by their key."""
    with FILE.open("rb") as file:
        written: dict[str, _Written] = tomllib.load(file)
    return {
        key: Calendar(key, one["label"], one["use"], one["funder"], tuple(one["duties"]))
        for key, one in written.items()
    }
