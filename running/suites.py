"""Does everything still hold, on SQLite and on PostgreSQL?"""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree

from running.application import bare_environment
from running.checks import Finding, run_checks
from running.leash import leashed
from running.places import PYTHON, ROOT, VAR, as_administrator, is_root, say, seconds
from running.postgres import postgres_address
from running.steps import Shell, Step

ENGINES = ("analysis", "law")
SYSTEM_PROGRAMS = {
    "chromium": "chromium",
    "soffice": "libreoffice-calc-nogui libreoffice-writer-nogui",
}
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Count:
    """How many tests of a suite passed, failed, were skipped, and in how many seconds."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    took: float = 0.0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.took + other.took,
        )


@dataclass(frozen=True)
class Suite:
    """One run of pytest: its title, its options, its variables."""

    title: str
    options: Sequence[str]
    environment: Mapping[str, str]


def missing_programs() -> list[str]:
    """Return the Debian packages of the programs that the tests need and the path lacks."""
    return [package for program, package in SYSTEM_PROGRAMS.items() if not shutil.which(program)]


def system_steps() -> list[Step]:
    """Return the step that installs the missing programs, where this user may do it."""
    packages = missing_programs()
    if not packages:
        return []
    if not (is_root() and shutil.which("apt-get")):
        say(f"Pour les tests qui manqueront :  {as_administrator(_apt_command(packages))}")
        return []
    say(f"Installation par apt des programmes que les tests utilisent : {', '.join(packages)}")

    def install(shell: Shell) -> str:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        shell.run("apt-get", "update", env=quiet)
        shell.run(*_apt_command(packages).split(), env=quiet)
        return ""

    return [Step("system", "Programmes du système", install)]


def _apt_command(packages: Sequence[str]) -> str:
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def run_suites(wanted: Sequence[str], is_long: bool) -> int:
    """Run everything, or the wanted pytest arguments on each database; return the exit code."""
    results = {} if wanted else {"Contrôles": count_findings(run_checks())}
    if not wanted:
        results |= _run_all(engine_suites())
    common = [*wanted, *(["--long"] if is_long else [])]
    results |= _run_all(database_suites("SQLite", test_environment(), common))
    with postgres_address() as address:
        variables = test_environment() | {"DATABASE_URL": address}
        results |= _run_all(database_suites("PostgreSQL", variables, common))
        results |= _run_all(browser_suites(variables, common, is_long))
    return conclude(results, missing_programs())


def test_environment() -> dict[str, str]:
    """Return the variables of the tests: none of the user's settings, SQLite unless added."""
    return bare_environment() | {"MAILLAGE_DATA": str(VAR / "test")}


def engine_suites() -> list[Suite]:
    """Return the suite of the engines, whose every line and branch must be run by a test."""
    folders = [f"tests/{name}" for name in ENGINES if (ROOT / "tests" / name).is_dir()]
    covered = [f"--cov=maillage.{name}" for name in ENGINES]
    rule = ["--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"]
    options = [*folders, *_side_by_side(), *covered, *rule]
    return [Suite("Moteurs, 100 % couverts", options, test_environment())] if folders else []


def database_suites(title: str, variables: Mapping[str, str], common: Sequence[str]) -> list[Suite]:
    """Return the suite of all that needs no browser; the engines know no database.

    Tests that start PostgreSQL machines of their own run beside the others of PostgreSQL.
    """
    left_out = [] if common else [f"--ignore=tests/{name}" for name in ENGINES]
    kept = "not browser" if "DATABASE_URL" in variables else "not browser and not machines"
    options = ["-m", kept, *_side_by_side(), *left_out, *common]
    return [Suite(title, options, variables)]


def browser_suites(
    postgres: Mapping[str, str], common: Sequence[str], is_long: bool
) -> list[Suite]:
    """Return the suites that drive Chromium: on SQLite, and on PostgreSQL too when long.

    Two at a time: a browser and a server each, more would wait for one another.
    """
    if "chromium" in missing_programs():
        return []
    options = ["-m", "browser", "-n", str(min(2, os.cpu_count() or 1)), *common]
    both = [
        Suite("Navigateur, SQLite", options, test_environment()),
        Suite("Navigateur, PostgreSQL", options, postgres),
    ]
    return both if is_long else both[:1]


def _side_by_side() -> list[str]:
    return ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]


def _run_all(suites: Sequence[Suite]) -> dict[str, Count]:
    return {suite.title: run_suite(suite) for suite in suites}


def run_suite(suite: Suite) -> Count:
    """Run pytest and return what it counted; a run that says nothing counts one failure."""
    say(f"\n{suite.title}")
    report = VAR / "test" / "report.xml"
    report.unlink(missing_ok=True)
    start = time.monotonic()
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junit-xml={report}", *suite.options]
    ended = subprocess.run(
        leashed(command),
        cwd=ROOT,
        env=suite.environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return count_report(report, ended.returncode, time.monotonic() - start)


def count_report(report: Path, code: int, took: float) -> Count:
    """Return the counts of a JUnit report, given pytest's exit code and its seconds.

    pytest may fail with no failed test (coverage, collection): that counts one failure.
    """
    if code == NOTHING_COLLECTED:
        return Count(took=took)
    if not report.exists():
        return Count(failed=1, took=took)
    suites = Tree.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it here
    total = Count()
    for suite in suites:
        run, skipped = int(suite.attrib["tests"]), int(suite.attrib["skipped"])
        failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
        total += Count(run - failed - skipped, failed, skipped)
    silent_failure = 1 if code and not total.failed else 0
    return total + Count(failed=silent_failure, took=took)


def count_findings(findings: Sequence[Finding]) -> Count:
    """Return the checks that passed and failed, with the sum of their seconds."""
    failed = sum(1 for finding in findings if finding.text)
    took = sum(finding.took for finding in findings)
    return Count(passed=len(findings) - failed, failed=failed, took=took)


def conclude(results: Mapping[str, Count], absent: Sequence[str]) -> int:
    """Write the summary and return the exit code; what could not be run fails only under CI."""
    total = sum(results.values(), Count())
    say("\n" + "\n".join(summary_lines(results)))
    if absent:
        command = as_administrator(_apt_command(absent))
        say(f"\nNon exécuté, faute de {', '.join(absent)} :  {command}")
    if absent and os.environ.get("CI"):
        total += Count(failed=len(absent))
    say(f"\n{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 1 if total.failed else 0


def summary_lines(results: Mapping[str, Count]) -> list[str]:
    """Return the table of the suites, one line each under its heading."""
    heading = f"{'Suite':<28}{'réussis':>9}{'échoués':>9}{'sautés':>9}{'durée':>9}"
    rows = [
        f"{title:<28}{count.passed:>9}{count.failed:>9}{count.skipped:>9}{seconds(count.took):>9}"
        for title, count in results.items()
    ]
    return [heading, *rows]
