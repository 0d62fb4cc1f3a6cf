"""A database that other processes can reach while the tests use their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Told(TypedDict):
    """What stands in a database, as a process tells it."""

    counts: list[int]
    entries: int
    states: list[str]
    sound: str
    said: str


@dataclass(frozen=True)
class OwnDatabase:
    """The address of a database, for processes that are started and killed."""

    url: str
    data: Path

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "MAILLAGE_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A Django command, running beside the tests."""
        return subprocess.Popen(
            [sys.executable, "-m", "django", *words],
            env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def told(self, code: str) -> Told:
        """What a few lines of Python print as JSON, once Django is ready."""
        lines = f"import django, json; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", lines], env=self.environment(), capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        told: Told = json.loads(done.stdout)
        return told


def shared_database(folder: Path) -> OwnDatabase:
    """A copy of the tests' SQLite database in a file, or the tests' PostgreSQL database itself."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        file = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{file}'")
        return OwnDatabase(f"sqlite:///{file}", folder)
    user = (
        f"{settings['USER']}:{settings['PASSWORD']}" if settings["PASSWORD"] else settings["USER"]
    )
    place = f"{settings['HOST'] or 'localhost'}:{settings['PORT'] or 5432}"
    return OwnDatabase(f"postgres://{user}@{place}/{settings['NAME']}", folder)
