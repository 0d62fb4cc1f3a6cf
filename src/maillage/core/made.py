"""A sequence whose items are made when they are read: a page shows twenty rows of two thousand."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Source = TypeVar("Source")
Item = TypeVar("Item")


class Made(Sequence[Item], Generic[Source, Item]):
    """What `make` returns for each of `sources`, in their order; made again at each reading."""

    def __init__(self, sources: Sequence[Source], make: Callable[[Source], Item]) -> None:
        """Nothing is made yet."""
        self.sources, self.make = sources, make

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        """The item of this place, or those of this stretch."""
        if isinstance(place, slice):
            return [self.make(one) for one in self.sources[place]]
        return self.make(self.sources[place])

    def __len__(self) -> int:
        """How many there are, none being made."""
        return len(self.sources)
