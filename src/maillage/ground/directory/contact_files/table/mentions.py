"""What do the rows say, before we know which mentions are the same structure or person?"""

import datetime
from dataclasses import dataclass, field

from maillage.foundation.exchange.cleaning.names import Name


@dataclass(frozen=True, slots=True)
class PartialDate:
    """First day of the period and its precision: day, month or year."""

    day: datetime.date
    precision: str


@dataclass(slots=True)
class OrganisationMention:
    """A structure named by a row; `raw` is the text of the cell, `places` where facts stand."""

    place: str
    sheet: str
    raw: str
    name: str
    row: int
    by_commune: bool = False
    repeated: bool = False
    in_seats: bool = False
    facts: dict[str, str | int | None] = field(default_factory=dict)
    department: str | None = None
    places: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PersonMention:
    """A person named by a cell."""

    place: str
    sheet: str
    row: int
    raw: str
    name: Name
    organisation: int | None
    repeated: bool = False
    adds_mandate: bool = True
    is_successor: bool = False
    ended: bool = False
    facts: dict[str, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class MandateMention:
    """A place held by a person, as one row says it; numbers point to the mentions.

    Of its `notes`, the `remarks` are not kept; who `has_left` is noted so without a date; a place
    held `in_own_name` is that of nobody's structure.
    """

    person: int
    organisation: int | None
    kind: str
    place: str
    function: str | None = None
    department: str | None = None
    body: str | None = None
    college: str | None = None
    voice: str | None = None
    theme: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    since: PartialDate | None = None
    until: PartialDate | None = None
    details: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    has_left: bool = False
    in_own_name: bool = False


@dataclass(slots=True)
class ContactMention:
    """An address or a number, the people it may belong to, and whether it is the structure's.

    It is `of_row` when a column of the structure itself gives it.
    """

    kind: str
    value: str
    place: str
    raw: str
    people: list[int]
    organisation: int | None
    of_structure: bool = False
    is_reported: bool = False
    of_row: bool = False


@dataclass(slots=True)
class SuccessorMention:
    """Who took over from a mandate, and since when."""

    person: int
    mandate: int
    since: PartialDate | None
    place: str
    raw: str


@dataclass(slots=True)
class Mentions:
    """Everything that the sheets say, in their order."""

    organisations: list[OrganisationMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    mandates: list[MandateMention] = field(default_factory=list)
    contacts: list[ContactMention] = field(default_factory=list)
    successors: list[SuccessorMention] = field(default_factory=list)
