"""Which structures suffice, and no more? Minimal sets whose agreements reach a majority."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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

    def __post_init__(self) -> None:
        """Prepare the sums of the largest values."""
        object.__setattr__(self, "sums", (0, *accumulate(self.values)))

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

    def sets(self, size: int, effort: Effort) -> Iterator[tuple[int, ...]]:
        """Sets of this size that fill the gap and would not without any one of their members.

        >>> list(Gap(0, 5, (0, 1, 2), (4, 3, 2)).sets(2, Effort()))
        [(0, 1), (0, 2), (1, 2)]
        """
        if size < self.members:
            return
        walk = _Walk(self, size)
        while not effort.spent():
            if walk.complete() and walk.needed():
                yield tuple(self.names[place] for place in walk.places)
            if not walk.forward() and not walk.back():
                return

    @staticmethod
    def _within(count: int, available: int) -> int | None:
        return count if count <= available else None


@dataclass
class _Walk:
    """A walk over the sets of one size, members taken in descending order of value."""

    gap: Gap
    size: int
    places: list[int] = field(default_factory=list)
    total: int = 0
    position: int = 0

    def complete(self) -> bool:
        return len(self.places) == self.size and self.total >= self.gap.value

    def needed(self) -> bool:
        """Whether the set fails without its smallest member."""
        if self.size <= max(self.gap.members, 0):
            return True
        return self.total - self.gap.values[self.places[-1]] < self.gap.value

    def forward(self) -> bool:
        """Take the member at the position, if the set can still be completed from there."""
        missing, sums = self.size - len(self.places), self.gap.sums
        if missing == 0 or self.position + missing > len(self.gap.values):
            return False
        best = self.total + sums[self.position + missing] - sums[self.position]
        enough_already = self.size > self.gap.members and self.total >= self.gap.value
        if best < self.gap.value or enough_already:
            return False
        self.places.append(self.position)
        self.total += self.gap.values[self.position]
        self.position += 1
        return True

    def back(self) -> bool:
        """Leave the last member taken for the next one; false when there is none left."""
        if not self.places:
            return False
        place = self.places.pop()
        self.total -= self.gap.values[place]
        self.position = place + 1
        return True


def minimal_sets(
    gaps: Sequence[Gap], limit: int, effort: Effort
) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Minimal sets filling one of the gaps, smallest first, and whether all of them are there.

    A set is minimal when it fills no gap without any one of its members. At most `limit` sets
    are returned.

    >>> minimal_sets([Gap(2, 0, (0, 1, 2), (0, 0, 0))], 2, Effort())
    (((0, 1), (0, 2)), False)
    """
    found: dict[frozenset[int], tuple[int, ...]] = {}
    for chosen in _candidates(gaps, effort):
        if _needs_everyone(chosen, gaps):
            found.setdefault(frozenset(chosen), tuple(sorted(chosen)))
        if len(found) > limit:
            break
    complete = len(found) <= limit and effort.steps >= 0
    return tuple(found.values())[:limit], complete


def _candidates(gaps: Sequence[Gap], effort: Effort) -> Iterator[tuple[int, ...]]:
    smallest = [fewest for gap in gaps if (fewest := gap.fewest()) is not None]
    if not smallest:
        return
    for size in range(min(smallest), len(gaps[0].names) + 1):
        for gap in gaps:
            yield from gap.sets(size, effort)


def _needs_everyone(chosen: tuple[int, ...], gaps: Sequence[Gap]) -> bool:
    """Whether every gap stays open when any one of the chosen members is taken away.

    Taking away the member of least value is what leaves the most.
    """
    if not chosen:
        return True
    inside = set(chosen)
    for gap in gaps:
        kept = [value for name, value in zip(gap.names, gap.values, strict=True) if name in inside]
        if gap.filled_by(len(kept) - 1, sum(kept) - kept[-1]):
            return False
    return True
