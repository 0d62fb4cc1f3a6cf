"""Which structures suffice, and no more? Minimal sets whose agreements reach a majority."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

STEPS = 20_000


@dataclass
class Effort:
    """How many steps of the search are left: it ends in a bounded time, whatever the data."""

    steps: int = STEPS

    def spent(self) -> bool:
        """Count one step; true once none is left."""
        self.steps -= 1
        return self.steps < 0


@dataclass(frozen=True)
class Gap:
    """What one majority still lacks: `members` agreements worth `value` together.

    Both are zero or below when that much is already there. `values` are those of the members who
    may still agree, in descending order, and `names` their indices in the same order.
    """

    members: int
    value: int
    names: tuple[int, ...]
    values: tuple[int, ...]
    sums: tuple[int, ...] = field(init=False)
    worth: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the sums of the largest values, and each value by name."""
        object.__setattr__(self, "sums", (0, *accumulate(self.values)))
        object.__setattr__(self, "worth", dict(zip(self.names, self.values, strict=True)))

    def fewest(self, more_members: int = 0, more_value: int = 0) -> int | None:
        """Smallest number of agreements that fills the gap; None when all together do not.

        The gap is first widened by so many members and so much value.

        >>> Gap(1, 7, (0, 1, 2), (5, 3, 1)).fewest()
        2
        """
        largest = bisect_left(self.sums, self.value + more_value)
        return self._within(max(self.members + more_members, largest), len(self.names))

    def fewest_without(self, place: int) -> int | None:
        """The same once the member at this place of `names` has refused.

        >>> Gap(1, 7, (0, 1, 2), (5, 3, 1)).fewest_without(0) is None
        True
        """
        largest = bisect_left(self.sums, self.value)
        if largest > place:
            largest = bisect_left(self.sums, self.value + self.values[place]) - 1
        return self._within(max(self.members, largest), len(self.names) - 1)

    def filled_by(self, members: int, value: int) -> bool:
        """Whether so many agreements of this value in all reach the majority."""
        return members >= self.members and value >= self.value

    @staticmethod
    def _within(count: int, available: int) -> int | None:
        return count if count <= available else None


@dataclass
class _Walk:
    """A walk over the sets of one size that fill a gap, members in descending order of value.

    `gaps` are all of them, this one included, and `totals` what the members taken bring to each.
    """

    gap: Gap
    size: int
    gaps: Sequence[Gap]
    totals: list[int]
    places: list[int] = field(default_factory=list)
    total: int = 0
    position: int = 0

    def sets(self, effort: Effort) -> Iterator[tuple[int, ...]]:
        """Sets of this size filling the gap, without those that a smaller one already shows."""
        while not effort.spent():
            if len(self.places) == self.size and self.total >= self.gap.value:
                yield tuple(self.gap.names[place] for place in self.places)
            if not self.forward() and not self.back():
                return

    def forward(self) -> bool:
        """Take the member at the position, if a set can still be completed from there."""
        missing, sums = self.size - len(self.places), self.gap.sums
        if missing == 0 or self.position + missing > len(self.gap.values):
            return False
        best = self.total + sums[self.position + missing] - sums[self.position]
        if best < self.gap.value or self.can_spare_one():
            return False
        self.places.append(self.position)
        self.count(self.position, 1)
        self.position += 1
        return True

    def can_spare_one(self) -> bool:
        """Whether the members taken fill a gap with any others but one: none is then needed."""
        return any(
            total >= gap.value and self.size > gap.members
            for gap, total in zip(self.gaps, self.totals, strict=True)
        )

    def back(self) -> bool:
        """Leave the last member taken for the next one; false when there is none left."""
        if not self.places:
            return False
        place = self.places.pop()
        self.count(place, -1)
        self.position = place + 1
        return True

    def count(self, place: int, sign: int) -> None:
        """Add what a member brings, or take it away."""
        name = self.gap.names[place]
        self.total += sign * self.gap.values[place]
        for i, gap in enumerate(self.gaps):
            self.totals[i] += sign * gap.worth[name]


def minimal_sets(
    gaps: Sequence[Gap], limit: int, effort: Effort
) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Minimal sets filling one of the gaps, smallest first, and whether all of them are there.

    A set is minimal when it fills no gap without any one of its members. At most `limit` sets
    are returned.

    >>> minimal_sets([Gap(2, 0, (0, 1, 2), (0, 0, 0))], 2, Effort())
    (((0, 1), (0, 2)), False)
    """
    numbers_by_key: dict[frozenset[int], tuple[int, ...]] = {}
    for chosen in _candidates(gaps, effort):
        effort.steps -= len(chosen) // 10
        if _needs_everyone(chosen, gaps):
            numbers_by_key.setdefault(frozenset(chosen), tuple(sorted(chosen)))
        if len(numbers_by_key) > limit:
            break
    complete = len(numbers_by_key) <= limit and effort.steps >= 0
    return tuple(numbers_by_key.values())[:limit], complete


def _candidates(gaps: Sequence[Gap], effort: Effort) -> Iterator[tuple[int, ...]]:
    smallest = [fewest for gap in gaps if (fewest := gap.fewest()) is not None]
    if not smallest:
        return
    for size in range(min(smallest), len(gaps[0].names) + 1):
        for gap in gaps:
            if size >= gap.members:
                yield from _Walk(gap, size, gaps, [0] * len(gaps)).sets(effort)


def _needs_everyone(chosen: tuple[int, ...], gaps: Sequence[Gap]) -> bool:
    """Whether every gap stays open when any one of the chosen members is taken away.

    Taking away the member of least value is what leaves the most.
    """
    for gap in gaps:
        numbers = [gap.worth[name] for name in chosen]
        if numbers and gap.filled_by(len(numbers) - 1, sum(numbers) - min(numbers)):
            return False
    return True
