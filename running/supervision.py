"""Who watches over the web server, the task worker and the tick, and what when one stops?"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from running.leash import leashed
from running.places import ROOT, say

TURN = 0.2
PATIENCE = 10.0
LONGEST_REST = 30.0


@dataclass
class Child:
    """A process that must live as long as the supervisor.

    One that is `replaced` starts again when it dies; the death of another stops everything. Its
    lines go to our error output, unless `lines` says where. One that `gives_way` works behind.
    """

    title: str
    command: Sequence[str]
    is_replaced: bool = False
    gives_way: bool = False
    lines: int | None = None
    process: subprocess.Popen[bytes] | None = None
    rest: float = 1.0
    restart_at: float = 0.0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the process, tied to this one, out of reach of the keyboard's interrupt."""
        self.process = subprocess.Popen(
            leashed(list(self.command), gives_way=self.gives_way),
            cwd=ROOT,
            env=environment,
            stderr=self.lines,
            start_new_session=True,
        )

    def is_dead(self) -> bool:
        """Return whether the process was started and has ended."""
        return self.process is not None and self.process.poll() is not None


@dataclass
class Tick:
    """A command started every so often, behind the pages, never twice at once.

    Its end is not waited for.
    """

    command: Sequence[str]
    every: float = 60.0
    due: float = field(default_factory=time.monotonic)
    process: subprocess.Popen[bytes] | None = None

    def beat(self, now: float, environment: Mapping[str, str]) -> None:
        """Start the command when its time has come and the last one has ended."""
        if now < self.due or (self.process and self.process.poll() is None):
            return
        self.due = now + self.every
        self.process = subprocess.Popen(
            leashed(list(self.command), gives_way=True),
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )


@dataclass
class Supervisor:
    """Keeps the children alive until it is asked to stop."""

    children: Sequence[Child]
    ticks: Sequence[Tick] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    stopping: threading.Event = field(default_factory=threading.Event)

    def stop_on_signals(self) -> None:
        """Let the keyboard's interrupt and the system's request end the watch."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def watch(self, when_started: Callable[[], None] = lambda: None) -> int:
        """Start the children and keep them alive; return 0 after an orderly stop, else 1."""
        try:
            for child in self.children:
                child.start(self.environment)
            when_started()
            while not self.stopping.wait(TURN):
                if not self._turn(time.monotonic()):
                    return 1
            return 0
        finally:
            self._stop()

    def _turn(self, now: float) -> bool:
        for child in self.children:
            if child.is_dead() and not self._replace(child, now):
                return False
        for tick in self.ticks:
            tick.beat(now, self.environment)
        return True

    def _replace(self, child: Child, now: float) -> bool:
        if not child.is_replaced:
            say(f"{child.title} s’est arrêté : tout s’arrête.")
            return False
        if not child.restart_at:
            child.restart_at = now + child.rest
            say(f"{child.title} s’est arrêté : il repart dans {child.rest:.0f} s.")
        elif now >= child.restart_at:
            child.rest, child.restart_at = min(2 * child.rest, LONGEST_REST), 0.0
            child.start(self.environment)
        return True

    def _stop(self) -> None:
        started = [child.process for child in self.children] + [tick.process for tick in self.ticks]
        own = [process for process in started if process]
        for process in own:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in own:
            end_by(process, deadline)


def end_by(process: subprocess.Popen[bytes], deadline: float) -> None:
    """Wait for the process until the deadline of the monotonic clock, then kill its group."""
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
