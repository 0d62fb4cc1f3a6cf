"""What is called, what came, what is left, and since when is it late? Rules without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.analysis.cost_keys import split_cents


@dataclass(frozen=True, slots=True)
class Call:
    """A call that stands: its sum, when it was made, when it is due."""

    cents: int
    called_on: date
    due_on: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contribution stands: planned, called, received in cents; None when not read.

    `left` are the calls that are not all paid, each with its rest, the oldest first.
    """

    planned: int | None
    called: int
    received: int | None
    left: Sequence[tuple[Call, int]]
    today: date

    @property
    def amount(self) -> int | None:
        """What is called, else what is planned."""
        return self.called or self.planned

    @property
    def rest(self) -> int | None:
        """What is called and did not come; below zero what came in excess."""
        return None if self.received is None else self.called - self.received

    @property
    def late(self) -> list[tuple[Call, int]]:
        """The calls whose day has passed, each with what is left of it."""
        return [
            (call, cents)
            for call, cents in self.left
            if self.received is not None and call.due_on and call.due_on < self.today
        ]


def standing(
    planned: int | None, calls: Sequence[Call], receipts: Sequence[int] | None, today: date
) -> Standing:
    """What the calls and the receipts say together: receipts settle the oldest call first.

    `receipts` is None for a reader who does not read them.
    """
    called = sum(one.cents for one in calls)
    if receipts is None:
        return Standing(planned, called, None, (), today)
    money, left = sum(receipts), []
    for call in sorted(calls, key=lambda one: (one.called_on, one.due_on or today, one.number)):
        paid = min(money, call.cents)
        money -= paid
        if paid < call.cents:
            left.append((call, call.cents - paid))
    return Standing(planned, called, sum(receipts), left, today)


def together(rows: Sequence[Standing], today: date) -> Standing:
    """Several contributions of one structure and one year, as one."""
    planned = [one.planned for one in rows if one.planned is not None]
    received = [one.received for one in rows if one.received is not None]
    return Standing(
        sum(planned) if planned else None,
        sum(one.called for one in rows),
        sum(received) if received else None,
        [pair for one in rows for pair in one.left],
        today,
    )


def split_calls(cents: int, percents: Sequence[int]) -> tuple[int, ...]:
    """The sum in as many calls, in these proportions, to the cent: the engine rounds."""
    return split_cents(cents, percents)
