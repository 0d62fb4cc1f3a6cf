"""Does everything still hold, on SQLite and on PostgreSQL?"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree

from running.application import bare_environment
from running.changes import Selection, changed_files, selection
from running.checks import Finding, run_checks
from running.leash import leashed
from running.places import PYTHON, ROOT, VAR, as_administrator, say, seconds
from running.postgres import postgres_address
from running.programs import apt_command, missing_programs

LONG = "--long"
ON_BOTH = "--on-both"
ENGINES = ("analysis", "law")
BROWSER = "browser"
# Folders that PostgreSQL has nothing to say to: they are not even read for it. What else runs on
# SQLite alone is said in tests/on_both.py.
NO_DATABASE = ("bench", "config", "running")
NOTHING_COLLECTED = 5
# A browser waits on a machine that does other things: a test of it that fails alone is tried again,
# and named as unsteady. Several that fail are no accident.
FEW = 3
AGAIN = ["--last-failed", "--last-failed-no-failures", "none"]


@dataclass(frozen=True)
class Count:
    """How many tests of a suite passed, failed, were skipped, and in how many seconds.

    Those that passed at their second try only are among the passed, and counted as unsteady too.
    Those that failed are listed as pytest writes them; a failure that no test bears is not.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    took: float = 0.0
    unsteady: int = 0
    failures: tuple[str, ...] = ()

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.took + other.took,
            self.unsteady + other.unsteady,
            self.failures + other.failures,
        )


@dataclass(frozen=True)
class Suite:
    """One run of pytest: title, options, variables, and whether few failures are tried again."""

    title: str
    options: Sequence[str]
    environment: Mapping[str, str]
    tried_again: bool = False


def run_changed() -> int:
    """Run the checks and what the changes of this branch can break; return the exit code."""
    files = changed_files()
    say(f"\nFichiers changés : {len(files)}")
    findings = run_checks()
    results = {"Contrôles": count_findings(findings)} | _run_all(changed_suites(selection(files)))
    return conclude(results, missing_programs())


def run_suites(wanted: Sequence[str], is_long: bool) -> int:
    """Run everything, or the wanted pytest arguments on each database; return the exit code."""
    results = {} if wanted else checks_and_engines()
    common = [*wanted, *([LONG] if is_long else [])]
    results |= _run_all(database_suites("SQLite", test_environment(), common))
    with postgres_address() as address:
        variables = test_environment() | {"DATABASE_URL": address}
        results |= _run_all(database_suites("PostgreSQL", variables, common))
        results |= _run_all(browser_suites(variables, common, is_long))
    return conclude(results, missing_programs())


def checks_and_engines() -> dict[str, Count]:
    """Run the suite of the engines beside the checks, the longest of which uses one processor.

    What the checks say is told once the engines have spoken.
    """
    lines = list[str]()
    with ThreadPoolExecutor(max_workers=1) as beside:
        checks = beside.submit(run_checks, lines.append)
        engines = _run_all(engine_suites())
        findings = checks.result()
    say("\n" + "\n".join(lines))
    return {"Contrôles": count_findings(findings)} | engines


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
    """Return the suite of all that needs no browser; on PostgreSQL, of all that it can change.

    While PostgreSQL answers, its tests wait: one more of them runs at a time.
    Tests that start PostgreSQL machines of their own run beside the others of PostgreSQL.
    """
    is_postgres = "DATABASE_URL" in variables
    values = (*ENGINES, BROWSER, *(NO_DATABASE if is_postgres else ()))
    left_out = [] if set(common) - {LONG} else [f"--ignore=tests/{name}" for name in values]
    if is_postgres and not common:
        left_out.append(ON_BOTH)
    wanted = "not browser" if is_postgres else "not browser and not machines"
    options = ["-m", wanted, *_side_by_side(1 if is_postgres else 0), *left_out, *common]
    return [Suite(title, options, variables)]


def changed_suites(wanted: Selection) -> list[Suite]:
    """Return the suites of what a change can break, on SQLite: its tests, its browser files."""
    rooms = [] if wanted.rooms is None else [f"--rooms={','.join(wanted.rooms)}"]
    options = ["-m", "not browser and not machines", *_side_by_side(), *rooms, *wanted.tests]
    suites = [Suite("SQLite, ce qui change", options, test_environment())] if wanted.tests else []
    browser = browser_suites({}, [*rooms, *wanted.browser], is_long=False) if wanted.browser else []
    return [*suites, *browser]


def browser_suites(
    postgres: Mapping[str, str], common: Sequence[str], is_long: bool
) -> list[Suite]:
    """Return the suites that drive Chromium: on SQLite, and on PostgreSQL too when long.

    Two at a time: a browser and a server each, more would wait for one another.
    """
    if "chromium" in missing_programs():
        return []
    beside = ["-n", str(min(2, os.cpu_count() or 1)), "--dist", "worksteal"]
    folder = [] if set(common) - {LONG} else ["tests/browser"]
    options = ["-m", "browser", *beside, *folder, *common]
    both = [
        Suite("Navigateur, SQLite", options, test_environment(), tried_again=True),
        Suite("Navigateur, PostgreSQL", options, postgres, tried_again=True),
    ]
    return both if is_long else both[:1]


def _side_by_side(more: int = 0) -> list[str]:
    return ["-n", str((os.cpu_count() or 1) + more), "--dist", "worksteal"]


def _run_all(suites: Sequence[Suite]) -> dict[str, Count]:
    return {suite.title: run_suite(suite) for suite in suites}


def run_suite(suite: Suite) -> Count:
    """Run pytest and return what it counted; a run that says nothing counts one failure."""
    say(f"\n{suite.title}")
    first = _run_pytest(suite, suite.options)
    if not suite.tried_again or not 0 < first.failed <= FEW:
        return first
    say(f"\n{suite.title}, seconde fois")
    return second_try(first, _run_pytest(suite, [*suite.options, *AGAIN]))


def second_try(first: Count, again: Count) -> Count:
    """Return what a suite counts once those that failed were run again: fails what fails twice.

    A failure that no test bears (nothing to run again) stays one.
    """
    failed = again.failed if again.passed + again.failed else first.failed
    return Count(
        first.passed + again.passed,
        failed,
        first.skipped,
        first.took + again.took,
        again.passed,
        again.failures if again.passed + again.failed else first.failures,
    )


def _run_pytest(suite: Suite, options: Sequence[str]) -> Count:
    report = VAR / "test" / "report.xml"
    report.unlink(missing_ok=True)
    start = time.monotonic()
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junit-xml={report}", *options]
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
        total += Count(run - failed - skipped, failed, skipped, failures=_failures(suite))
    silent_failure = 1 if code and not total.failed else 0
    return total + Count(failed=silent_failure, took=took)


def _failures(suite: Tree.Element) -> tuple[str, ...]:
    """Return the tests of a JUnit suite that failed or broke, module then name."""
    return tuple(
        f"{case.attrib['classname']}::{case.attrib['name']}"
        for case in suite.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    )


def count_findings(findings: Sequence[Finding]) -> Count:
    """Return the checks that passed and failed, with the sum of their seconds."""
    failed = sum(1 for finding in findings if finding.text)
    took = sum(finding.took for finding in findings)
    return Count(passed=len(findings) - failed, failed=failed, took=took)


def conclude(results: Mapping[str, Count], absent: Sequence[str]) -> int:
    """Write the summary and return the exit code; what could not be run fails only under CI."""
    total = sum(results.values(), Count())
    say("\n" + "\n".join(summary_lines(results)))
    if total.failures:
        say("\n".join(["", "Échoués :", *(f"  {name}" for name in total.failures)]))
    if total.unsteady:
        say(f"\nInstables, à reprendre : {total.unsteady} (réussis à la seconde fois seulement)")
    if absent:
        command = as_administrator(apt_command(absent))
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
