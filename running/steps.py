"""Which step of the installation is running, how long did it take, and why did it stop?"""

import fcntl
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from running.leash import leashed
from running.places import LOGS, ROOT, VAR, say
from running.progress import Progress
from running.stamps import Stamp

TAIL = 25
UP_TO_DATE = "(à jour)"


class StepFailedError(Exception):
    """A step stopped; its text says which, why, and what to do."""


class Shell:
    """Runs the commands of one step; all they say goes to one log."""

    def __init__(self, log: Path) -> None:
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("")

    def run(
        self, *command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
    ) -> str:
        """Return what the command said; raise CalledProcessError when it fails.

        `env` holds all its variables; without it the command has those of this process.
        """
        words = [str(word) for word in command]
        with self.log.open("a+") as log:
            log.write(f"$ {' '.join(words)}\n")
            log.flush()
            start = log.tell()
            subprocess.run(
                leashed(words),
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )
            log.seek(start)
            return log.read()

    def tail(self) -> str:
        """Return the last lines of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-TAIL:])


@dataclass(frozen=True)
class Step:
    """One thing to do, the steps it waits for, and what to advise when it fails.

    `work` returns a few words to show beside the title, or nothing.
    """

    word: str
    title: str
    work: Callable[[Shell], str]
    after: tuple[str, ...] = ()
    advice: str = "Corrigez la cause ci-dessus, puis relancez la même commande."


def once(stamp: Stamp, step: Step) -> Step:
    """Return the same step, left out while its stamp is current."""

    def work(shell: Shell) -> str:
        if stamp.is_current():
            return UP_TO_DATE
        note = step.work(shell)
        stamp.write()
        return note

    return replace(step, work=work)


def run_steps(steps: Sequence[Step]) -> None:
    """Run the steps, side by side where none waits for the other.

    A step is listed after those it waits for; one that is not listed is taken as done.
    Raises StepFailedError at the first failure, once the steps under way have ended. Two commands
    do not install the same house at once: the second waits, then finds most of it done.
    """
    with _one_at_a_time():
        _run_all(steps)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "installation.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Une autre commande installe déjà : celle-ci attend qu’elle ait fini.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run_all(steps: Sequence[Step]) -> None:
    futures: dict[str, Future[None]] = {}
    progress = Progress()
    with progress.shown(), ThreadPoolExecutor(max_workers=max(1, len(steps))) as pool:
        for step in steps:
            awaited = [futures[word] for word in step.after if word in futures]
            futures[step.word] = pool.submit(_run_step, step, awaited, progress)
    for future in futures.values():
        future.result()


def _run_step(step: Step, awaited: Sequence[Future[None]], progress: Progress) -> None:
    for future in awaited:
        future.result()
    shell = Shell(LOGS / f"{step.word}.log")
    progress.begin(step.title)
    try:
        progress.end(step.title, step.work(shell))
    except (OSError, subprocess.CalledProcessError) as error:
        progress.give_up(step.title)
        raise StepFailedError(_failure(step, shell, error)) from error


def _failure(step: Step, shell: Shell, error: Exception) -> str:
    reason = "" if isinstance(error, subprocess.CalledProcessError) else f"{error}\n"
    return (
        f"  ✗ {step.title}\n\n{shell.tail()}\n{reason}\n"
        f"L’étape « {step.title} » a échoué (journal : {shell.log}).\n{step.advice}"
    )
