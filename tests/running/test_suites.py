"""Does the summary say exactly what the suites and checks found?"""

from pathlib import Path

import pytest

from running.checks import Finding, double_dependencies
from running.suites import Count, conclude, count_findings, count_report, summary_lines


def test_counts_add_up() -> None:
    total = Count(3, 1, 2, 1.5) + Count(4, 0, 1, 2.5)

    assert total == Count(7, 1, 3, 4.0)


def test_report_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="10" failures="1" errors="1" skipped="3"/></testsuites>'
    )

    assert count_report(report, 1, 2.0) == Count(passed=5, failed=2, skipped=3, took=2.0)


def test_run_that_fails_without_a_failed_test_counts_one(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="4" failures="0" errors="0" skipped="0"/></testsuites>'
    )

    assert count_report(report, 1, 1.0) == Count(passed=4, failed=1, took=1.0)
    assert count_report(tmp_path / "none.xml", 3, 1.0) == Count(failed=1, took=1.0)
    assert count_report(tmp_path / "none.xml", 5, 1.0) == Count(took=1.0)


def test_checks_are_counted() -> None:
    findings = [Finding("Types", "", 2.0), Finding("Format", "1 file", 1.0)]

    assert count_findings(findings) == Count(passed=1, failed=1, took=3.0)


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


def test_what_was_not_run_is_said_and_fails_under_ci(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    results = {"SQLite": Count(5, 0, 0, 3.0)}
    monkeypatch.delenv("CI", raising=False)
    at_home = conclude(results, ["chromium"])
    monkeypatch.setenv("CI", "true")
    under_ci = conclude(results, ["chromium"])

    said = capsys.readouterr().out
    assert (at_home, under_ci) == (0, 1)
    assert said.count("Non exécuté, faute de chromium :") == 2
    assert said.endswith("5 passed, 1 failed, 0 skipped\n")


def test_failure_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert conclude({"SQLite": Count(5, 1, 0, 3.0)}, []) == 1
    assert capsys.readouterr().out.endswith("\n5 passed, 1 failed, 0 skipped\n")


def test_library_at_two_versions_is_found(tmp_path: Path) -> None:
    lock, other = tmp_path / "a.txt", tmp_path / "b.txt"
    lock.write_text("django==5.2.8 \\\n    --hash=sha256:0\nnumpy==2.3.5 \\\n")
    other.write_text("Django==5.2.9 \\\nnumpy==2.3.5 ; python_version > '3.10' \\\npytest==9 \\\n")

    assert double_dependencies(lock, other) == "django : plusieurs versions"
