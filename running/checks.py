"""Does the house keep its own rules: format, lint, types, import order, templates, locks?"""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from running.application import DJANGO, django_environment
from running.house import DEVELOPMENT_LOCK, LOCK
from running.leash import leashed
from running.places import FRONTEND, PYTHON, ROOT, say, seconds

TYPED = ("src", "tests", "running", "bench", "run")
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as lint; lint()"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    """What one check says: nothing when all is well."""

    title: str
    text: str
    took: float

    def report(self) -> str:
        """Return its line, then the complaint if any."""
        mark = "✗" if self.text else "✓"
        line = f"  {mark} {self.title:<44} {seconds(self.took):>6}"
        return "\n".join(filter(None, [line, self.text]))


def checks() -> Mapping[str, Callable[[], str]]:
    """Return the checks by title, the longest first; each returns its complaint, or nothing."""
    typed = [path for path in TYPED if (ROOT / path).exists()]
    return {
        "Types (mypy)": _command("mypy", *typed),
        "Gabarits (djlint)": _command("djlint", "src", "--lint", "--quiet"),
        "Migrations": _django("makemigrations", "--check", "--dry-run"),
        "Ordre des imports (import-linter)": _python("-c", IMPORT_LINTER),
        "Règles du code (ruff)": _command("ruff", "check", "."),
        "Format du code (ruff)": _command("ruff", "format", "--check", "."),
        "Bibliothèques compatibles (pip)": _command("pip", "check"),
        "Bibliothèques en double": partial(double_dependencies, LOCK, DEVELOPMENT_LOCK),
    }


def run_checks(report: Callable[[str], object] = say) -> list[Finding]:
    """Run every check, as many at once as there are processors, and tell what each finds."""
    report("Contrôles")

    def run(title: str, check: Callable[[], str]) -> Finding:
        finding = _run_check(title, check)
        report(finding.report())
        return finding

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(run, *zip(*checks().items(), strict=True)))


def _run_check(title: str, check: Callable[[], str]) -> Finding:
    start = time.monotonic()
    return Finding(title, check(), time.monotonic() - start)


def _command(module: str, *options: str) -> Callable[[], str]:
    return _python("-m", module, *options)


def _python(*options: str) -> Callable[[], str]:
    return partial(_complaint, [str(PYTHON), *options])


def _django(*options: str) -> Callable[[], str]:
    return partial(_complaint, [*DJANGO, *options])


def _complaint(command: list[str]) -> str:
    ended = subprocess.run(
        leashed(command),
        cwd=ROOT,
        env=django_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ended.stdout.strip() or "sans explication" if ended.returncode else ""


def double_dependencies(*locks: Path) -> str:
    """Return the libraries that two locks hold at different versions, or that npm holds twice."""
    pins = [_pins(lock.read_text()) for lock in locks]
    names = sorted(set.intersection(*map(set, pins)))
    differing = [
        name
        for name in names
        if len({frozenset(names_by_name[name]) for names_by_name in pins}) > 1
    ]
    return "\n".join(f"{name} : plusieurs versions" for name in differing + npm_doubles())


def _pins(text: str) -> dict[str, set[str]]:
    names_by_name: dict[str, set[str]] = {}
    for name, version in PIN.findall(text):
        names_by_name.setdefault(name.lower(), set()).add(version)
    return names_by_name


def npm_doubles() -> list[str]:
    """Return the names of the packages of which the front end's lock holds several versions."""
    lock = FRONTEND / "package-lock.json"
    packages = json.loads(lock.read_text())["packages"] if lock.exists() else {}
    names_by_name: dict[str, set[str]] = {}
    for path, package in packages.items():
        names_by_name.setdefault(path.rpartition("node_modules/")[2], set()).add(package["version"])
    return sorted(name for name, versions in names_by_name.items() if len(versions) > 1)


def check() -> int:
    """Run the checks; return 1 when one complains."""
    return 1 if any(finding.text for finding in run_checks()) else 0
