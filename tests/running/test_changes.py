"""Does a change run what it can break?"""

import subprocess
from pathlib import Path

import pytest

from running.changes import GUARDS, PAGES, VISITS, Selection, changed_files, place_of, selection
from running.places import ROOT

ALWAYS = (*GUARDS, VISITS)


def git(folder: Path, *words: str) -> None:
    """Runs git in this folder, as somebody."""
    who = ["-c", "user.name=Hélène", "-c", "user.email=helene@retz.example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose branch main holds one file."""
    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "first.py").write_text("1")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_files_changed_since_main_are_found_committed_or_not(repository: Path) -> None:
    git(repository, "checkout", "-b", "branch")
    (repository / "second.py").write_text("2")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    (repository / "first.py").write_text("one")
    (repository / "third.py").write_text("3")

    assert changed_files(repository) == ["first.py", "second.py", "third.py"]


def test_on_main_what_is_not_committed_is_found(repository: Path) -> None:
    (repository / "first.py").unlink()

    assert changed_files(repository) == ["first.py"]


def test_without_main_what_is_not_committed_is_found(repository: Path) -> None:
    git(repository, "branch", "-m", "branch")
    (repository / "first.py").write_text("one")

    assert changed_files(repository) == ["first.py"]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("src/maillage/trade/governance/models.py", "trade/governance"),
        ("src/maillage/trade/governance/date_polls/views.py", "trade/governance"),
        ("src/maillage/trade/governance/templates/governance/body.html", "trade/governance"),
        ("tests/trade/governance/polls/test_date_polls.py", "trade/governance"),
        ("src/maillage/analysis/silos/network.py", "analysis"),
        ("src/maillage/core/register/state.py", "core"),
        ("running/suites.py", "running"),
        ("bench/pages.py", "bench"),
        ("docs/security.md", ""),
        ("tests/test_doors.py", ""),
        ("src/maillage/trade/__init__.py", ""),
    ],
)
def test_file_has_its_place(file: str, place: str) -> None:
    assert place_of(file) == place


def test_change_of_a_room_runs_its_tests_its_visits_and_its_browser_files() -> None:
    chosen = selection(["src/maillage/trade/governance/models.py"])

    assert chosen.tests == ("tests/trade/governance", *ALWAYS)
    assert chosen.rooms is not None
    assert set(chosen.rooms) >= {"trade/governance", "roof/demo"}
    assert "trade/stakes" not in chosen.rooms
    assert {PAGES, "tests/browser/test_bodies.py"} < set(chosen.browser)
    assert "tests/browser/test_notebook.py" not in chosen.browser


def test_change_of_a_lower_room_visits_those_that_know_it() -> None:
    chosen = selection(["src/maillage/ground/actors/queries/game.py"])

    assert chosen.tests == ("tests/ground/actors", *ALWAYS)
    assert set(chosen.rooms or ()) >= {"ground/actors", "trade/stakes", "trade/dialogue"}


@pytest.mark.parametrize(
    "shared", ["src/maillage/core/french.py", "tests/conftest.py", "requirements.txt"]
)
def test_what_all_rooms_stand_on_has_every_address_visited(shared: str) -> None:
    assert selection([shared]).rooms is None


def test_change_of_a_test_runs_it() -> None:
    assert selection(["tests/test_pages.py"]) == Selection(("tests/test_pages.py", *ALWAYS), (), ())


def test_change_of_a_script_runs_the_walk_and_the_file_of_its_name() -> None:
    chosen = selection(["frontend/src/matrix.js"])

    assert chosen.browser == (PAGES, "tests/browser/test_matrix.py")


def test_change_of_core_drives_the_examples() -> None:
    chosen = selection(["src/maillage/core/matrix/table.py"])

    assert {"tests/browser/test_matrix.py", "tests/browser/test_register.py"} < set(chosen.browser)


def test_guards_of_the_house_are_there() -> None:
    assert [name for name in (*ALWAYS, PAGES) if not (ROOT / name).exists()] == []
