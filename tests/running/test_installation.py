"""A maintenance command works on what the service serves, under its account, or refuses."""

import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from running.commands import main
from running.installation import database_in_words, open_installation, read_settings
from running.places import ROOT
from running.steps import StepFailedError

ACCOUNT = pwd.getpwuid(os.geteuid()).pw_name
SUDO = "" if os.geteuid() == 0 else "sudo "
ANOTHER = 65_533


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process without settings, which finds its own again."""
    mask = os.umask(0o022)
    with monkeypatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MAILLAGE_")]:
            patch.delenv(name)
        patch.delenv("DATABASE_URL", raising=False)
        before = dict(os.environ)
        yield
        os.environ.clear()
        os.environ.update(before)
    os.umask(mask)


def settings_file(folder: Path) -> Path:
    """The settings of an installation whose data are in `data`."""
    (folder / "data").mkdir()
    path = folder / "maillage.env"
    path.write_text(
        f"# réglages\nMAILLAGE_DATA={folder}/data\nMAILLAGE_SECRET_KEY='a=b+c/d='\n\n"
        "DATABASE_URL=postgresql://maillage:secret@base.exemple.fr:5433/retz\n"
    )
    os.environ["MAILLAGE_ENV"] = str(path)
    return path


def test_settings_of_the_service_are_read_and_what_is_given_wins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_file(tmp_path)
    os.environ["MAILLAGE_SECRET_KEY"] = "donnée"

    open_installation(["backup", "ici.zip"])

    names = ("MAILLAGE_DATA", "MAILLAGE_SECRET_KEY", "MAILLAGE_MODE")
    assert [os.environ[name] for name in names] == [f"{tmp_path}/data", "donnée", "production"]
    assert capsys.readouterr().err == (
        f"Base : PostgreSQL, retz sur base.exemple.fr:5433. Données : {tmp_path}/data.\n"
    )


def test_settings_are_read_as_systemd_reads_them() -> None:
    text = "A=1\n B = deux mots \n#C=3\n;D=4\nE=\"cinq # six\"\nF='a'b\nG=\nsans rien\n"

    assert read_settings(text) == {
        "A": "1",
        "B": "deux mots",
        "E": "cinq # six",
        "F": "'a'b",
        "G": "",
    }


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "SQLite, /d/maillage.sqlite3"),
        ("sqlite:////srv/autre.sqlite3", "SQLite, /srv/autre.sqlite3"),
        ("postgresql://m:s@h-1,h-2:5433/retz?sslmode=require", "PostgreSQL, retz sur h-1,h-2:5433"),
        ("postgresql:///retz", "PostgreSQL, retz sur cette machine"),
    ],
)
def test_database_is_named_without_its_password(address: str, words: str) -> None:
    assert database_in_words(address, Path("/d")) == words


def test_settings_that_cannot_be_read_stop_the_command_with_the_right_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.environ["MAILLAGE_ENV"] = str(tmp_path)  # a folder: nobody reads it, not even root

    code = main(["upgrade"])

    change = f"sh -c 'chgrp {ACCOUNT} {tmp_path} && chmod 640 {tmp_path}'"
    text = capsys.readouterr().out
    assert (code, "travaillerait sur une autre base" in text) == (1, True)
    assert f"Lancez :  {SUDO}{change}\npuis la même commande.\n" in text

    monkeypatch.setattr(os, "geteuid", lambda: ANOTHER)
    with pytest.raises(StepFailedError) as refused:
        open_installation(["backup", "ici.zip"])
    assert str(refused.value).endswith(
        f"Lancez :  sudo runuser -u {ACCOUNT} -- python3 {ROOT}/run backup ici.zip"
    )


def test_another_account_than_the_owner_of_the_data_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_file(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: ANOTHER)

    for words in (["backup", "ici.zip"], ["restore", "ici.zip"], ["upgrade"], ["django", "check"]):
        assert main(words) == 1
        line = " ".join(words)
        text = capsys.readouterr().out
        assert f"Les données de {tmp_path}/data sont au compte {ACCOUNT}" in text
        assert f"Lancez :  sudo runuser -u {ACCOUNT} -- python3 {ROOT}/run {line}\n" in text


def test_what_a_command_writes_is_for_its_account_alone(tmp_path: Path) -> None:
    os.environ.update({"MAILLAGE_ENV": "", "MAILLAGE_DATA": str(tmp_path / "data")})

    assert main(["django", "shell", "--no-imports", "-c", WRITE]) == 0

    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in tmp_path.rglob("*")}
    assert modes == {"data": "0o700", "maillage.sqlite3": "0o600", "made": "0o600"}


WRITE = """
from pathlib import Path
from django.conf import settings
from django.db import connection
connection.ensure_connection()
(settings.DATA / "made").touch()
"""
