"""Which libraries have a later version, and which of the front end's are known to be at fault?"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from running.checks import PIN
from running.house import DEVELOPMENT_LOCK, LOCK
from running.places import FRONTEND, PYTHON, say
from running.steps import StepFailedError

ASK_PIP = (str(PYTHON), "-m", "pip", "list", "--outdated", "--format", "json")


@dataclass(frozen=True)
class Late:
    """A library of a lock, and the version that its registry has."""

    name: str
    locked: str
    latest: str


def late_libraries(answer: str, locked: Mapping[str, str]) -> list[Late]:
    """Return those that pip finds late, among the locked ones."""
    rows = [(one["name"], one["version"], one["latest_version"]) for one in json.loads(answer)]
    return sorted(
        (Late(name, version, latest) for name, version, latest in rows if bare(name) in locked),
        key=lambda late: bare(late.name),
    )


def late_modules(answer: str) -> list[Late]:
    """Return those that npm finds late."""
    value = json.loads(answer or "{}")
    return [Late(name, one.get("current", ""), one["latest"]) for name, one in value.items()]


def module_faults(answer: str) -> list[str]:
    """Return the modules whose faults npm knows, each with how grave they are."""
    value = json.loads(answer or "{}").get("vulnerabilities", {})
    return [f"{name} : {one['severity']}" for name, one in value.items()]


def bare(name: str) -> str:
    """Return the name as locks spell it."""
    return name.lower().replace("_", "-").replace(".", "-")


def locked_versions(*locks: Path) -> dict[str, str]:
    """Return the version of each library that these locks hold."""
    return {
        bare(name): version for lock in locks for name, version in PIN.findall(lock.read_text())
    }


def outdated() -> int:
    """Say what is late or at fault; return 1 when something is."""
    late = late_libraries(_answer(ASK_PIP), locked_versions(LOCK, DEVELOPMENT_LOCK))
    late += late_modules(_answer(("npm", "outdated", "--json"), FRONTEND))
    faults = module_faults(_answer(("npm", "audit", "--json"), FRONTEND))
    for one in late:
        say(f"  {one.name:<32} {one.locked:>12} → {one.latest}")
    for fault in faults:
        say(f"  faille connue, {fault}")
    say(f"{len(late)} bibliothèques ont une version plus récente, {len(faults)} une faille connue.")
    return 1 if late or faults else 0


def _answer(words: Sequence[str], folder: Path | None = None) -> str:
    """What the registry answers; npm says by an exit code of 1 that something is late."""
    try:
        process = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise StepFailedError(f"{words[0]} manque sur cette machine.") from error
    if process.returncode > 1 or (process.returncode == 1 and not process.stdout.strip()):
        raise StepFailedError(f"Le registre n’a pas répondu :\n{process.stderr.strip()}")
    return process.stdout
