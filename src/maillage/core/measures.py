"""How many requests in the last hour, how many failed, how long did they take?

Each web process counts its own, by minute, and leaves its counts in a small file every ten
seconds: a page adds the files up. Nothing is written in the database by a page that is only read.
"""

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from django.conf import settings

HOUR = 60
EVERY = 10.0
STEPS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
Minute = list[int]


@dataclass(frozen=True, slots=True)
class Hour:
    """The last sixty minutes: requests, those refused to a fault, milliseconds for 50 and 95 %."""

    requests: int
    failed: int
    median: int | None
    p95: int | None


@dataclass
class Counts:
    """The minutes of this process: requests, failures, then how many ended within each step."""

    minutes: dict[int, Minute] = field(default_factory=dict)
    alone: Lock = field(default_factory=Lock)
    written: float = 0.0

    def add(self, status: int, took: float) -> None:
        """One request more, which took so many milliseconds."""
        now = int(time.time() // 60)
        with self.alone:
            minute = self.minutes.setdefault(now, [0, 0, *([0] * (len(STEPS) + 1))])
            minute[0] += 1
            minute[1] += status >= 500
            minute[2 + sum(took > step for step in STEPS)] += 1
            for old in [one for one in self.minutes if one <= now - HOUR]:
                del self.minutes[old]

    def leave(self) -> None:
        """The counts put in this process's file, unless they were less than ten seconds ago."""
        if time.monotonic() - self.written < EVERY:
            return
        self.written = time.monotonic()
        place = folder() / f"{os.getpid()}.json"
        with suppress(OSError), self.alone:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_suffix(".part")
            part.write_text(json.dumps(self.minutes))
            part.replace(place)


_counts = Counts()


def folder() -> Path:
    """Where the processes of this machine leave their counts."""
    return Path(settings.DATA) / "measures"


def count_request(status: int, took: float) -> None:
    """One request of this process, its status and the milliseconds it took."""
    if not settings.MEASURES:
        return
    _counts.add(status, took)
    _counts.leave()


def last_hour() -> Hour:
    """The last sixty minutes of all the web processes of this machine."""
    since = int(time.time() // 60) - HOUR
    added = [0] * (len(STEPS) + 3)
    for minutes in _left(folder().glob("*.json")):
        for minute, counts in minutes.items():
            if int(minute) > since:
                added = [one + more for one, more in zip(added, counts, strict=True)]
    requests, failed, *steps = added
    return Hour(requests, failed, _within(steps, 0.5), _within(steps, 0.95))


def _left(files: Iterable[Path]) -> Iterable[dict[str, Minute]]:
    for file in files:
        with suppress(OSError, ValueError):
            yield json.loads(file.read_text())


def _within(steps: list[int], share: float) -> int | None:
    """The step within which this share of the requests ended; None for none, or beyond the last."""
    total, seen = sum(steps), 0
    if not total:
        return None
    for step, count in zip(STEPS, steps, strict=False):
        seen += count
        if seen >= share * total:
            return step
    return None


def forget_old_counts() -> None:
    """The files of processes that have ended removed, an hour after."""
    for file in folder().glob("*.json"):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > HOUR * 60:
                file.unlink()
