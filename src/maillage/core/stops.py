"""What did a stop leave in the middle, and what does each room do about its own work?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.core.points import Point


@dataclass(frozen=True)
class StoppedTask:
    """A task that a worker was running when it stopped: its function, and what it was given."""

    path: str
    given: tuple[object, ...]


stops: Point[[Sequence[StoppedTask]], str] = Point("stops")
"""Asked when a worker starts again; a room puts its work in order and says it in a few words."""
