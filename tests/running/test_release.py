"""A release is one archive that serves without Node, and with no other network than PyPI."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from bench.servers import free_port
from running.places import ROOT, VENV
from running.release import faults, project_version, write_archive

NOWHERE = "http://127.0.0.1:9"
HOST = "maillage.exemple.fr"
PATIENCE = 120.0


def test_version_stands_in_the_project_and_the_front_end_follows() -> None:
    package = json.loads((ROOT / "frontend/package.json").read_text())

    assert package["version"] == project_version()


def test_version_is_released_from_a_commit_that_tells_its_changes() -> None:
    changes = "# Journal\n\n## Non publié\n\n## 1.2.3 (4 mai 2027)\n"

    assert faults("1.2.3", changes, "") == []
    assert faults("1.2.30", changes, " M run\n") == [
        "CHANGELOG.md ne dit rien de la version 1.2.30 : « ## 1.2.30 (jour) ».",
        "Ces fichiers ne sont pas ceux d’un commit :\n M run",
    ]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of this version, unpacked, with the libraries that PyPI would bring."""
    folder = tmp_path_factory.mktemp("release")
    write_archive(folder / "maillage.tar.gz", "9.9.9")
    with tarfile.open(folder / "maillage.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "maillage-9.9.9/.venv").symlink_to(VENV.resolve())
    return folder / "maillage-9.9.9"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine that has Python, no Node, and reaches nothing."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python3").symlink_to(sys.executable)
    (programs / "sh").symlink_to("/bin/sh")
    return {
        "PATH": str(programs),
        "MAILLAGE_ENV": "",
        "MAILLAGE_SECRET_KEY": "une-cle-de-cinquante-caracteres-au-moins-0123456789",
        "MAILLAGE_HOSTS": HOST,
        "MAILLAGE_DATA": str(tmp_path / "data"),
        "WEB_CONCURRENCY": "1",
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE),
        **{name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ},
    }


def run(house: Path, environment: dict[str, str], *words: str | Path) -> str:
    """What a command of the release says, which must succeed."""
    ended = subprocess.run(
        ["python3", "run", *map(str, words)],
        cwd=house,
        env=environment,
        executable=shutil.which("python3", path=environment["PATH"]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@contextmanager
def serving(house: Path, environment: dict[str, str]) -> Iterator[int]:
    """The port at which the release serves."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "run", "serve"],
        cwd=house,
        env=environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait(30)


def page(port: int, path: str) -> str:
    """The page, once the server answers."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as answer:
                text: str = answer.read().decode()
                return text
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_release_brings_an_older_one_up_to_date_and_serves_without_node_nor_network(
    unpacked: Path, environment: dict[str, str]
) -> None:
    environment.pop("DATABASE_URL", None)
    (snapshot,) = (ROOT / "tests/roof/upkeep/snapshots").glob("0.1.0.zip")

    run(unpacked, environment, "restore", "--from-elsewhere", snapshot)
    upgraded = run(unpacked, environment, "upgrade")
    with serving(unpacked, environment) as port:
        alive = page(port, "/sante/vivant")
        sign_in = page(port, "/compte/connexion/")

    assert "La base est à jour." in upgraded
    assert json.loads(alive) == {"vivant": True}
    assert "/static/core/built/" in sign_in
    assert not (unpacked / "frontend/node_modules").exists()
    assert not (unpacked / "var/node").exists()
