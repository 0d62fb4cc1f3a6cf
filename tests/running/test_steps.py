"""Is each step done once, in its order, and does a failure say the way out?"""

import sys
import threading
from pathlib import Path

import pytest

from running.places import seconds
from running.stamps import Stamp, digest
from running.steps import Shell, Step, StepFailedError, run_steps


def test_stamp_is_current_until_a_source_changes(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("django==5.2.8")
    Stamp(tmp_path / "stamp", digest(lock)).write()

    before = Stamp(tmp_path / "stamp", digest(lock)).is_current()
    lock.write_text("django==5.2.9")
    after = Stamp(tmp_path / "stamp", digest(lock)).is_current()

    assert (before, after) == (True, False)


def test_digest_sees_a_renamed_file(tmp_path: Path) -> None:
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "carte.js").write_text("1")
    first = digest(folder)

    (folder / "carte.js").rename(folder / "plan.js")

    assert digest(folder) != first


def test_digest_ignores_compiled_python(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "communes.py").write_text("1")
    first = digest(folder)

    (folder / "__pycache__" / "communes.pyc").write_text("2")

    assert digest(folder) == first


def test_durations_read_in_french() -> None:
    assert [seconds(took) for took in (0.04, 4.26, 83.4)] == ["0,0 s", "4,3 s", "83 s"]


def test_steps_run_side_by_side_after_those_they_wait_for() -> None:
    both = threading.Barrier(2, timeout=5)
    done: list[str] = []

    def meet(_shell: Shell) -> str:
        both.wait()
        done.append("meeting")
        return ""

    def close(_shell: Shell) -> str:
        done.append("end")
        return ""

    run_steps(
        [
            Step("test-a", "A", meet),
            Step("test-b", "B", meet),
            Step("test-c", "C", close, ("test-a", "test-b", "not-asked")),
        ]
    )

    assert done == ["meeting", "meeting", "end"]


def test_failed_step_shows_its_log_and_the_way_out() -> None:
    def fail(shell: Shell) -> str:
        shell.run(sys.executable, "-c", "print('réseau absent'); raise SystemExit(3)")
        return ""

    with pytest.raises(StepFailedError) as failure:
        run_steps(
            [
                Step("test-fail", "Bibliothèques", fail, advice="Vérifiez le réseau."),
                Step("test-next", "Suite", fail, ("test-fail",)),
            ]
        )

    value = str(failure.value)
    assert value.startswith("  ✗ Bibliothèques\n\n$ ")
    assert "\nréseau absent\n" in value
    assert value.endswith("var/logs/test-fail.log).\nVérifiez le réseau.")


def test_command_sees_the_variables_given_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://production")
    shell = Shell(tmp_path / "step.log")
    show = "import os; print(os.environ.get('DATABASE_URL'), os.environ.get('MAILLAGE_DATA'))"

    words = shell.run(sys.executable, "-c", show, env={"MAILLAGE_DATA": "/srv/demo"})

    assert words == "None /srv/demo\n"


def test_two_commands_at_once_install_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("running.steps.VAR", tmp_path)
    monkeypatch.setattr("running.steps.LOGS", tmp_path / "logs")
    begun, may_end = threading.Event(), threading.Event()
    done: list[str] = []

    def slow(_shell: Shell) -> str:
        begun.set()
        may_end.wait(5)
        done.append("first")
        return ""

    def quick(_shell: Shell) -> str:
        done.append("second")
        return ""

    first = threading.Thread(target=run_steps, args=([Step("one", "Une", slow)],))
    second = threading.Thread(target=run_steps, args=([Step("two", "Deux", quick)],))
    first.start()
    assert begun.wait(5)
    second.start()
    second.join(0.3)
    before = list(done)
    may_end.set()
    first.join(5)
    second.join(5)

    assert (before, done) == ([], ["first", "second"])
    assert "celle-ci attend" in capsys.readouterr().out
