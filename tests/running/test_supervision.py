"""Does the supervisor keep its children alive, and end them with itself?"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from running.leash import BEHIND, leashed
from running.places import ROOT
from running.supervision import Child, Supervisor, Tick
from tests.running.processes import ends_soon, is_alive

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_dead_worker_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lives = tmp_path / "lives"
    once = f"open({str(lives)!r}, 'a').write('x'); import time; time.sleep(0.1)"
    worker = Child("Le travail", [sys.executable, "-c", once], is_replaced=True, rest=0.1)
    supervisor = Supervisor([Child("Le serveur", SLEEP), worker])
    threading.Timer(3, supervisor.stopping.set).start()

    code = supervisor.watch()

    assert code == 0
    assert lives.read_text().startswith("xx")
    assert "Le travail s’est arrêté : il repart" in capsys.readouterr().out


def test_dead_server_stops_everything(capsys: pytest.CaptureFixture[str]) -> None:
    server = Child("Le serveur", [sys.executable, "-c", "raise SystemExit(1)"])
    worker = Child("Le travail", SLEEP, is_replaced=True)

    code = Supervisor([server, worker]).watch()

    assert code == 1
    assert worker.is_dead()
    assert capsys.readouterr().out == "Le serveur s’est arrêté : tout s’arrête.\n"


def test_stop_ends_the_children() -> None:
    server = Child("Le serveur", SLEEP)
    supervisor = Supervisor([server])

    code = supervisor.watch(supervisor.stopping.set)

    assert code == 0
    assert server.is_dead()


def test_tick_never_runs_twice_at_once() -> None:
    tick = Tick(SLEEP, every=10, due=0)

    tick.beat(1, os.environ)
    first = tick.process
    tick.beat(20, os.environ)

    assert first
    assert tick.process is first
    first.kill()
    first.wait()


def test_tick_beats_again_when_its_time_has_come() -> None:
    tick = Tick([sys.executable, "-c", ""], every=10, due=0)

    beats = []
    for now in (1, 5, 12):
        tick.beat(now, os.environ)
        assert tick.process
        tick.process.wait()
        beats.append(tick.process.pid)

    assert [beats[1] == beats[0], beats[2] == beats[0]] == [True, False]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_children_end_with_a_killed_parent() -> None:
    starts_a_child = (
        "import subprocess, time; from running.leash import leashed;"
        f"print(subprocess.Popen(leashed({SLEEP!r})).pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", starts_a_child], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    was_alive = is_alive(child)

    parent.send_signal(signal.SIGKILL)
    parent.communicate()

    assert was_alive
    assert ends_soon(child)


def test_leash_gives_the_exit_code_of_the_child() -> None:
    ended = subprocess.run(leashed([sys.executable, "-c", "raise SystemExit(7)"]), check=False)

    assert ended.returncode == 7


def test_work_in_the_background_gives_way_to_pages() -> None:
    tell = [sys.executable, "-c", "import os; print(os.getpriority(os.PRIO_PROCESS, 0))"]
    ours = os.getpriority(os.PRIO_PROCESS, 0)

    numbers = [
        int(subprocess.run(leashed(tell, gives_way=way), check=True, capture_output=True).stdout)
        for way in (False, True)
    ]

    assert numbers == [ours, min(ours + BEHIND, 19)]
