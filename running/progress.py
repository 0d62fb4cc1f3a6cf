"""What is being done right now, shown on the last line of a terminal?"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from running.places import say, seconds

ERASE_LINE = "\r\033[K"
TURN = 0.5
WIDTH = 100


class Progress:
    """Writes one line per thing done; a terminal also shows those under way and since when."""

    def __init__(self) -> None:
        self._under_way: dict[str, float] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._is_terminal = sys.stdout.isatty()

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Keep the last line alive inside this block."""
        drawer = threading.Thread(target=self._draw_until_ended, daemon=True)
        drawer.start()
        try:
            yield
        finally:
            self._ended.set()
            drawer.join()

    def begin(self, title: str) -> None:
        """Show this among what is under way."""
        with self._lock:
            self._under_way[title] = time.monotonic()

    def end(self, title: str, note: str = "") -> None:
        """Write that this is done, in how long, with a few words more."""
        with self._lock:
            took = seconds(time.monotonic() - self._under_way.pop(title))
            self._write(f"  ✓ {title:<44} {took:>6}  {note}".rstrip())

    def give_up(self, title: str) -> None:
        """Show this no longer."""
        with self._lock:
            self._under_way.pop(title)

    def _write(self, line: str) -> None:
        say((ERASE_LINE if self._is_terminal else "") + line)

    def _draw_until_ended(self) -> None:
        while self._is_terminal and not self._ended.wait(TURN):
            with self._lock:
                sys.stdout.write(ERASE_LINE + self._last_line())
                sys.stdout.flush()
        if self._is_terminal:
            sys.stdout.write(ERASE_LINE)

    def _last_line(self) -> str:
        now = time.monotonic()
        waits = [f"{title} {seconds(now - since)}" for title, since in self._under_way.items()]
        return f"  … {', '.join(waits)}"[:WIDTH] if waits else ""
