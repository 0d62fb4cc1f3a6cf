"""PostgreSQL restarts, or hands over to its replica, under load: nothing promised is lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest

from tests.reliability.cluster import Machine, one_machine, with_replica
from tests.reliability.database import OwnDatabase, filled
from tests.reliability.service import PATIENCE, SESSION, Person, opened, wait_for

pytestmark = pytest.mark.machines
ADD = "/c/retz/annuaire/structures/ajouter/"
WRITERS = 4


@dataclass
class Writer:
    """Adds structures one after the other; remembers what the server promised and refused."""

    port: int
    session: str
    number: int
    promised: list[str] = field(default_factory=list)
    refused: list[tuple[int, str | None]] = field(default_factory=list)

    def work(self, stop: Event) -> None:
        person = Person(self.port, self.session)
        token, turn = person.token(ADD), 0
        while not stop.is_set():
            turn += 1
            name = f"Structure {self.port}-{self.number}-{turn}"
            status, retry = person.send(ADD, {"name": name, "kind": "commune"}, token).outcome
            if status == 302:
                self.promised.append(name)
            else:
                self.refused.append((status, retry))
                time.sleep(0.05)


@contextmanager
def writing(database: OwnDatabase) -> Iterator[list[Writer]]:
    """Several people who write without stopping."""
    session = str(database.run_python(SESSION))
    stop = Event()
    with opened(database) as port:
        wait_for(port)
        writers = [Writer(port, session, number) for number in range(WRITERS)]
        threads = [Thread(target=writer.work, args=(stop,)) for writer in writers]
        for thread in threads:
            thread.start()
        try:
            yield writers
        finally:
            stop.set()
            for thread in threads:
                thread.join(PATIENCE)


def wait_until_each_writes(writers: list[Writer], more: int) -> None:
    """Until every writer was promised so many more structures."""
    wanted = [len(writer.promised) + more for writer in writers]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if all(len(one.promised) >= count for one, count in zip(writers, wanted, strict=True)):
            return
        time.sleep(0.02)
    raise TimeoutError(f"le service n’est pas revenu : {[one.refused[-1:] for one in writers]}")


def promised(writers: list[Writer]) -> set[str]:
    return {name for writer in writers for name in writer.promised}


def structures_on(machine: Machine) -> set[str]:
    """The structures that the machine holds."""
    rows = machine.ask("SELECT name FROM directory_organisation", "maillage")
    return {str(name) for (name,) in rows}


def refusals(writers: list[Writer]) -> set[tuple[int, str | None]]:
    return {refusal for writer in writers for refusal in writer.refused}


@pytest.fixture(scope="module")
def primary() -> Iterator[Machine]:
    """A machine that holds one officer; the last test gives it a replica, and stops it."""
    with one_machine() as machine, TemporaryDirectory() as folder:
        machine.ask("CREATE DATABASE maillage")
        filled(OwnDatabase(address_of(machine), Path(folder)))
        yield machine


def address_of(*machines: Machine) -> str:
    """What DATABASE_URL says of these machines."""
    return f"postgresql://postgres@{','.join(one.place for one in machines)}/maillage"


def test_restart_under_load_is_a_pause_and_loses_nothing(primary: Machine, tmp_path: Path) -> None:
    with writing(OwnDatabase(address_of(primary), tmp_path)) as writers:
        wait_until_each_writes(writers, 3)
        primary.stop("immediate")
        time.sleep(0.5)
        primary.start()
        wait_until_each_writes(writers, 3)

    assert refusals(writers) == {(503, "10")}
    assert promised(writers) - structures_on(primary) == set()


def test_replica_takes_over_under_load_and_loses_nothing(primary: Machine, tmp_path: Path) -> None:
    replica = with_replica(primary)
    with writing(OwnDatabase(address_of(primary, replica), tmp_path)) as writers:
        wait_until_each_writes(writers, 3)
        primary.stop("immediate")
        replica.promote()
        wait_until_each_writes(writers, 3)

    assert refusals(writers) == {(503, "10")}
    assert promised(writers) - structures_on(replica) == set()
    assert not (primary.folder / "postmaster.pid").exists()
