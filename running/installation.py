"""On which installation does a maintenance command work? On the one that the service serves.

The service has its settings from a file that systemd reads. A command that left it aside would work
on another database, and say that all is well.
"""

import os
import pwd
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from running.places import ROOT, VAR, as_administrator
from running.steps import StepFailedError

SETTINGS = Path("/etc/maillage.env")
OURS_ALONE = 0o077
QUOTES = {"'", '"'}


def open_installation(words: Sequence[str]) -> None:
    """Give this process the settings of the installation, and say what they name.

    Variables already set win. What is written from now on is for this account alone. Raise
    StepFailedError when the settings cannot be read, or when the data belong to another account.
    """
    os.umask(OURS_ALONE)
    settings = _settings(words)
    if settings:
        os.environ.update({"MAILLAGE_MODE": "production"} | settings | os.environ)
    data = Path(os.environ.get("MAILLAGE_DATA") or VAR)
    if data.exists() and data.stat().st_uid != os.geteuid():
        owner = _name(data.stat().st_uid)
        raise StepFailedError(
            f"Les données de {data} sont au compte {owner}, et cette commande s’ouvre sous le "
            f"compte {_name(os.geteuid())} : elle y laisserait des fichiers que le service ne "
            f"pourrait pas lire. Lancez :  {_as_account(owner, words)}"
        )
    base = database_in_words(os.environ.get("DATABASE_URL", ""), data)
    sys.stderr.write(f"Base : {base}. Données : {data}.\n")
    sys.stderr.flush()


def _settings(words: Sequence[str]) -> dict[str, str]:
    """Return what the settings file says: nothing when there is none and none is named."""
    given = os.environ.get("MAILLAGE_ENV")
    path = SETTINGS if given is None else Path(given)
    if given == "" or (given is None and not path.exists()):
        return {}
    try:
        return read_settings(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StepFailedError(_unreadable(path, words)) from error


def read_settings(text: str) -> dict[str, str]:
    """Return the variables of a settings file, as systemd reads it: one a line, quoted or not."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = [line.split("=", 1) for line in lines if "=" in line and line[0] not in "#;"]
    return {name.strip(): _unquoted(value.strip()) for name, value in pairs}


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] in QUOTES and value[0] == value[-1]
    return value[1:-1] if is_quoted else value


def database_in_words(address: str, data: Path) -> str:
    """Return which database an address names, without its account nor its password."""
    parts = urlsplit(address)
    if not address:
        return f"SQLite, {data / 'maillage.sqlite3'}"
    if parts.scheme.startswith("sqlite"):
        return f"SQLite, {parts.path[1:]}"
    machines = parts.netloc.rpartition("@")[2] or "cette machine"
    return f"PostgreSQL, {parts.path[1:]} sur {machines}"


def _unreadable(path: Path, words: Sequence[str]) -> str:
    owner, account = _name(ROOT.stat().st_uid), _name(os.geteuid())
    if account != owner:
        return (
            f"Les réglages de {path} ne se lisent pas sous le compte {account}. "
            f"Lancez :  {_as_account(owner, words)}"
        )
    change = f"sh -c 'chgrp {account} {path} && chmod 640 {path}'"
    return (
        f"Les réglages de {path} ne se lisent pas : sans eux, cette commande travaillerait sur une "
        f"autre base. Lancez :  {as_administrator(change)}\npuis la même commande."
    )


def _as_account(owner: str, words: Sequence[str]) -> str:
    command = shlex.join(["python3", str(ROOT / "run"), *words])
    return as_administrator(f"runuser -u {owner} -- {command}")


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
