"""A list of the bar above a table of money."""

from collections.abc import Sequence
from dataclasses import dataclass

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """A list of the bar: its key, its words, what it offers, what is chosen; its first line."""

    key: str
    label: str
    everything: str
    choices: Choices
    chosen: str
