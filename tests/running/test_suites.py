"""Does the summary say exactly what the suites and checks found?"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from running import suites
from running.changes import Selection
from running.checks import Finding, double_dependencies
from running.places import ROOT, say
from running.suites import (
    NO_DATABASE,
    ON_BOTH,
    Count,
    Suite,
    browser_suites,
    changed_suites,
    checks_and_engines,
    conclude,
    count_findings,
    count_report,
    database_suites,
    engine_suites,
    second_try,
    summary_lines,
)


def test_counts_add_up() -> None:
    total = Count(3, 1, 2, 1.5) + Count(4, 0, 1, 2.5)

    assert total == Count(7, 1, 3, 4.0)


def test_report_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="10" failures="1" errors="1" skipped="3">'
        '<testcase classname="tests.a" name="test_one"/>'
        '<testcase classname="tests.a" name="test_two"><failure/></testcase>'
        '<testcase classname="tests.b" name="test_three[x]"><error/></testcase>'
        "</testsuite></testsuites>"
    )

    counted = count_report(report, 1, 2.0)

    failures = ("tests.a::test_two", "tests.b::test_three[x]")
    assert counted == Count(passed=5, failed=2, skipped=3, took=2.0, failures=failures)


def test_run_that_fails_without_a_failed_test_counts_one(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="4" failures="0" errors="0" skipped="0"/></testsuites>'
    )

    assert count_report(report, 1, 1.0) == Count(passed=4, failed=1, took=1.0)
    assert count_report(tmp_path / "none.xml", 3, 1.0) == Count(failed=1, took=1.0)
    assert count_report(tmp_path / "none.xml", 5, 1.0) == Count(took=1.0)


def test_what_fails_twice_fails_and_what_passes_the_second_time_is_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counted = second_try(Count(170, 2, 60, 600.0), Count(1, 1, 0, 9.0))

    assert counted == Count(171, 1, 60, 609.0, unsteady=1)
    assert conclude({"Navigateur": counted}, []) == 1
    assert "Instables, à reprendre : 1 " in capsys.readouterr().out


def test_failure_that_no_test_bears_is_not_forgotten_by_a_second_try() -> None:
    assert second_try(Count(170, 1, 0, 600.0), Count(took=2.0)).failed == 1


def test_only_tests_of_the_browser_are_tried_again() -> None:
    browser = browser_suites({"DATABASE_URL": "postgres://"}, [], is_long=True)
    others = [*engine_suites(), *database_suites("SQLite", {}, [])]

    assert {suite.tried_again for suite in browser} == {True}
    assert {suite.tried_again for suite in others} == {False}


def test_checks_are_counted() -> None:
    findings = [Finding("Types", "", 2.0), Finding("Format", "1 file", 1.0)]

    assert count_findings(findings) == Count(passed=1, failed=1, took=3.0)


def test_checks_are_run_beside_the_engines_and_reported_after_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_checks(report: Callable[[str], object]) -> list[Finding]:
        finding = Finding("Types", "", 2.0)
        report(finding.report())
        return [finding]

    def run_all(_suites: Sequence[Suite]) -> dict[str, Count]:
        say("Moteurs")
        return {"Moteurs": Count(3)}

    monkeypatch.setattr(suites, "run_checks", run_checks)
    monkeypatch.setattr(suites, "_run_all", run_all)

    results = checks_and_engines()

    assert results == {"Contrôles": Count(passed=1, took=2.0), "Moteurs": Count(3)}
    assert re.findall(r"Moteurs|✓ Types", capsys.readouterr().out) == ["Moteurs", "✓ Types"]


def test_summary_ends_with_the_totals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)

    code = conclude({"SQLite": Count(5, 0, 1, 3.0), "PostgreSQL": Count(4, 0, 2, 61.0)}, [])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[1:4] == summary_lines(
        {"SQLite": Count(5, 0, 1, 3.0), "PostgreSQL": Count(4, 0, 2, 61.0)}
    )
    assert lines[2].split() == ["SQLite", "5", "0", "1", "3,0", "s"]
    assert lines[-1] == "9 passed, 0 failed, 3 skipped"


def test_what_was_not_run_is_reported_and_fails_under_ci(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    results = {"SQLite": Count(5, 0, 0, 3.0)}
    monkeypatch.delenv("CI", raising=False)
    at_home = conclude(results, ["chromium"])
    monkeypatch.setenv("CI", "true")
    under_ci = conclude(results, ["chromium"])

    words = capsys.readouterr().out
    assert (at_home, under_ci) == (0, 1)
    assert words.count("Non exécuté, faute de chromium :") == 2
    assert words.endswith("5 passed, 1 failed, 0 skipped\n")


def test_failure_fails(capsys: pytest.CaptureFixture[str]) -> None:
    failed = Count(5, 1, 0, 3.0, failures=("tests.a::test_two",))

    assert conclude({"SQLite": failed}, []) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-4:-2] == ["Échoués :", "  tests.a::test_two"]
    assert lines[-1] == "5 passed, 1 failed, 0 skipped"


def test_library_at_two_versions_is_found(tmp_path: Path) -> None:
    lock, other = tmp_path / "a.txt", tmp_path / "b.txt"
    lock.write_text("django==5.2.8 \\\n    --hash=sha256:0\nnumpy==2.3.5 \\\n")
    other.write_text("Django==5.2.9 \\\nnumpy==2.3.5 ; python_version > '3.10' \\\npytest==9 \\\n")

    assert double_dependencies(lock, other) == "django : plusieurs versions"


def test_engines_must_be_covered_whole() -> None:
    (suite,) = engine_suites()

    assert suite.options[:2] == ["tests/analysis", "tests/law"]
    assert {"--cov=maillage.analysis", "--cov=maillage.law", "--cov-branch"} < set(suite.options)
    assert "--cov-fail-under=100" in suite.options


def test_engines_are_not_run_again_on_each_database() -> None:
    (all_of_it,) = database_suites("SQLite", {}, [])
    (at_length,) = database_suites("SQLite", {}, ["--long"])
    (wanted,) = database_suites("SQLite", {}, ["tests/law", "-k", "quorum"])

    assert all_of_it.options[-3:] == [
        "--ignore=tests/analysis",
        "--ignore=tests/law",
        "--ignore=tests/browser",
    ]
    assert at_length.options == [*all_of_it.options, "--long"]
    assert wanted.options[-3:] == ["tests/law", "-k", "quorum"]
    assert not [option for option in wanted.options if option.startswith("--ignore")]


def test_postgresql_is_asked_what_it_can_change_and_everything_when_long() -> None:
    postgres = {"DATABASE_URL": "postgresql://un/base"}
    (short,) = database_suites("PostgreSQL", postgres, [])
    (full,) = database_suites("PostgreSQL", postgres, ["--long"])
    (wanted,) = database_suites("PostgreSQL", postgres, ["tests/core"])
    (sqlite,) = database_suites("SQLite", {}, [])

    is_wanteds = [ON_BOTH in suite.options for suite in (short, full, wanted, sqlite)]
    assert is_wanteds == [True, False, False, False]


def test_folders_that_postgresql_does_not_read_open_no_database() -> None:
    (short,) = database_suites("PostgreSQL", {"DATABASE_URL": "postgresql://un/base"}, [])
    files = [file for name in NO_DATABASE for file in (ROOT / "tests" / name).rglob("test_*.py")]

    assert {f"--ignore=tests/{name}" for name in NO_DATABASE} < set(short.options)
    assert len(files) > 10
    assert [file.name for file in files if opens_a_database(file)] == []


def opens_a_database(file: Path) -> bool:
    """Whether a file of tests is given a database, or makes one."""
    given = r"pytest\.mark\.django_db|tests\.reliability\.database|\b(cooperation|access|officer): "
    return re.search(given, file.read_text("utf-8")) is not None


def test_a_file_that_opens_a_database_is_found() -> None:
    opening = ("reliability/test_headers.py", "reliability/test_kill_import.py")

    assert all(opens_a_database(ROOT / "tests" / name) for name in opening)


def test_machines_of_a_test_are_started_once() -> None:
    (light,) = database_suites("SQLite", {}, [])
    (heavy,) = database_suites("PostgreSQL", {"DATABASE_URL": "postgresql://un/base"}, [])

    assert light.options[:2] == ["-m", "not browser and not machines"]
    assert heavy.options[:2] == ["-m", "not browser"]


def test_change_runs_its_tests_with_the_visits_of_its_rooms() -> None:
    wanted = Selection(("tests/trade/stakes", "tests/test_visits.py"), ("trade/stakes",), ())

    (suite,) = changed_suites(wanted)

    assert suite.options[-3:] == ["--rooms=trade/stakes", *wanted.tests]
    assert "DATABASE_URL" not in suite.environment


@pytest.mark.usefixtures("_with_chromium")
def test_change_runs_its_files_of_the_browser() -> None:
    wanted = Selection((), None, ("tests/browser/test_matrix.py",))

    (suite,) = changed_suites(wanted)

    assert (suite.title, suite.options[-1]) == ("Navigateur, SQLite", wanted.browser[0])
    assert not [option for option in suite.options if option.startswith("--rooms")]


@pytest.fixture
def _with_chromium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that has a browser, and nothing else."""
    (tmp_path / "chromium").write_text("#!/bin/sh\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("_with_chromium")
def test_browser_runs_on_both_databases_only_when_long() -> None:
    titles = [
        [suite.title for suite in browser_suites({}, [], is_long)] for is_long in (False, True)
    ]

    assert titles == [["Navigateur, SQLite"], ["Navigateur, SQLite", "Navigateur, PostgreSQL"]]


@pytest.mark.usefixtures("_with_chromium")
def test_all_of_the_browser_is_found_in_its_folder() -> None:
    (all_of_it,) = browser_suites({}, [], is_long=False)
    (wanted,) = browser_suites({}, ["-k", "paper"], is_long=False)

    assert all_of_it.options[-1:] == ["tests/browser"]
    assert wanted.options[-2:] == ["-k", "paper"]
    assert "tests/browser" not in wanted.options
    assert [path for path in (ROOT / "tests").rglob("*.py") if drives_elsewhere(path)] == []


def drives_elsewhere(path: Path) -> bool:
    """Whether a file out of the folder of the browser has tests of it."""
    return "browser" not in path.parts and ("mark." + "browser") in path.read_text("utf-8")


def test_without_chromium_no_browser_suite_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert browser_suites({}, [], is_long=True) == []
