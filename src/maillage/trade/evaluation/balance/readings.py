"""What does a structure give and receive? Sums in cents, counts in their own units, never a net.

Money, days and services are not added: no day has a price. Money that a structure puts into its
own equipment is not given; what it would have paid alone is an estimate, always shown apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Period:
    """Whole years, both included."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Each year."""
        return range(self.first, self.last + 1)

    @property
    def question(self) -> str:
        """The period, as an address asks it."""
        return f"de={self.first}&a={self.last}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in cents and what it is."""

    label: str
    cents: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity in its own unit: days, or whatever was promised and came."""

    label: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Avoided:
    """What a structure would have paid alone in a year, and what it was called for."""

    year: int
    alone: int
    called: int
    label: str

    @property
    def cents(self) -> int:
        """What was avoided; nothing when it costs more together."""
        return max(self.alone - self.called, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A named benefit: its words, what shows it."""

    number: int
    label: str
    note: str
    is_attested: bool


@dataclass(frozen=True, slots=True)
class PageState:
    """What became of the page of a structure, and its number once it was sent."""

    number: int | None = None
    sent_on: date | None = None
    read_on: date | None = None
    words: str = ""
    said_by: str = ""
    shared_on: date | None = None
    is_contested: bool = False
    answer: str = ""
    answered_on: date | None = None
    is_discreet: bool = False

    @property
    def for_others(self) -> "PageState":
        """As the other members read it: what is contested is not theirs."""
        if not self.is_contested:
            return self
        return PageState(
            self.number,
            self.sent_on,
            self.read_on,
            shared_on=self.shared_on,
            is_discreet=True,
        )

    @property
    def waits_for_answer(self) -> bool:
        """Whether its structure says that it is not right, and nobody answered."""
        return self.is_contested and self.answered_on is None


@dataclass(frozen=True, slots=True)
class StructureBalance:
    """All that is counted of one structure over the period, each thing in its own unit."""

    number: int
    name: str
    called: Sequence[Amount] = ()
    rest: int = 0
    grants: Sequence[Amount] = ()
    promises: Sequence[Count] = ()
    received: Sequence[Amount] = ()
    days: Sequence[Count] = ()
    avoided: Sequence[Avoided] = ()
    invested: int = 0
    benefits: Sequence[Drawn] = ()
    state: PageState = PageState()

    @property
    def given_cents(self) -> int:
        """What it was called for, and what it paid to other members."""
        return sum(one.cents for one in (*self.called, *self.grants))

    @property
    def received_cents(self) -> int:
        """What others granted to it."""
        return sum(one.cents for one in self.received)

    @property
    def avoided_cents(self) -> int:
        """What it would have paid more, alone: an estimate."""
        return sum(one.cents for one in self.avoided)

    @property
    def unattested(self) -> int:
        """How many of its benefits nothing shows."""
        return sum(not one.is_attested for one in self.benefits)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is noted of it."""
        noted = (self.called, self.grants, self.promises, self.received, self.days, self.avoided)
        return not any(noted) and not self.benefits and not self.invested

    @property
    def has_sums(self) -> bool:
        """Whether something of it is in euros."""
        return bool(self.given_cents or self.received_cents or self.avoided_cents)
