"""How long do the slow tests run? Set once, by the --long option, before they are collected."""

from dataclasses import dataclass


@dataclass
class Lengths:
    """Whether this run is a long one."""

    is_long: bool = False

    def of(self, short: int, full: int) -> int:
        """The number of cases of this run."""
        return full if self.is_long else short


lengths = Lengths()
