"""A disk that is really full: pages are read, a write says so, nothing is lost."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.database import OwnDatabase, own_database
from tests.reliability.service import SESSION, Person, opened, wait_for
from tests.reliability.structures import ADD, LIST, add, attach, files_of, names_of

SIZE = "size=6m"
ON_SERVER = os.environ.get("DATABASE_URL", "").startswith("postgres")  # on a disk of its own


@pytest.fixture
def database(tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation whose data folder is a disk of six megabytes."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip("aucun disque ne se monte ici : il y faut root, hors d’un conteneur fermé")
    try:
        with own_database(folder) as database:
            yield database
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """The file that takes all the room left on the disk of this folder."""
    ballast = folder / "lest"
    with ballast.open("wb", buffering=0) as written:
        for size in (1 << 16, 1):
            try:
                while written.write(bytes(size)):
                    pass
            except OSError:
                continue
    assert shutil.disk_usage(folder).free == 0
    return ballast


def test_full_disk_is_read_and_what_could_not_be_kept_is_given_back(
    database: OwnDatabase,
) -> None:
    session = str(database.run_python(SESSION))
    with opened(database) as port:
        wait_for(port)
        officer = Person(port, session)
        token = officer.token(ADD)
        assert (add(officer, "Pornic", token).status, attach(officer, token).status) == (302, 302)

        ballast = fill(database.data)
        before = files_of(database)
        read, again = officer.get(LIST), officer.get(LIST)
        refused, unkept = add(officer, "Clisson", token), attach(officer, token)

        assert [(page.status, "Pornic" in page.page) for page in (read, again)] == [(200, True)] * 2
        if ON_SERVER:
            assert (refused.outcome, unkept.outcome) == ((302, None), (200, None))
            assert "le disque du serveur est plein" in unkept.page
        else:
            assert (refused.outcome, unkept.outcome) == ((503, "300"), (503, "300"))
            assert "Le disque du serveur est plein" in refused.page
            assert "Clisson" in refused.page
            assert names_of(database) == ["Pornic"]
        assert files_of(database) == before == 1
        if not ON_SERVER:
            stranger = Person(port, "")
            typed = {"login": "helene@retz.example.org", "password": "une phrase que je connais"}
            signed_in = stranger.send("/compte/connexion/", typed, token)
            assert signed_in.outcome == (503, "300")
            assert "Le disque du serveur est plein" in signed_in.page
            assert "une phrase que je connais" not in signed_in.page

        ballast.unlink()
        assert (add(officer, "Nort", token).status, attach(officer, token).status) == (302, 302)
    assert names_of(database) == [*(["Clisson"] if ON_SERVER else []), "Nort", "Pornic"]
    assert files_of(database) == 2
