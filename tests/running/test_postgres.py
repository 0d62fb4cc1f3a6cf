"""Does the PostgreSQL of the tests live and end with whoever asked for it?"""

import signal
import subprocess
import sys

import psycopg

from running.places import ROOT, VAR
from running.postgres import postgres_address
from tests.running.processes import ends_soon, is_alive

HOLD = """
import time, psycopg
from running.postgres import postgres_address
with postgres_address() as address:
    rows = psycopg.connect(address).execute("SHOW data_directory")
    print(rows.fetchone()[0], flush=True)
    time.sleep(60)
"""


def postmaster(data: str) -> int:
    return int((VAR / data / "postmaster.pid").read_text().split()[0])


def test_server_answers_without_waiting_for_the_disk_and_leaves_nothing() -> None:
    with postgres_address() as address, psycopg.connect(address) as connection:
        row = connection.execute("SELECT current_setting('fsync'), current_database()").fetchone()
        values = connection.execute("SHOW data_directory").fetchone()

    assert row == ("off", "postgres")
    assert values
    assert not (VAR / values[0]).exists()


def test_server_ends_with_a_killed_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    server = postmaster(parent.stdout.readline().strip())
    was_alive = is_alive(server)

    parent.send_signal(signal.SIGKILL)
    parent.communicate()

    assert was_alive
    assert ends_soon(server)
