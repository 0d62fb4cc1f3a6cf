"""Does the demonstration read the same on both databases: same rows, same order, same figures?"""

import json
import os
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.models_of_databases import ROOT, server_address
from tests.reliability.database import (
    OwnDatabase,
    copied_database,
    migrated_database,
    migrated_file,
)


def pages_on(database: OwnDatabase) -> dict[str, str]:
    """The pages of the demonstration, by whoever reads them and their path."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.demo_pages"],
        env=database.environment()
        | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    pages: dict[str, str] = json.loads(process.stdout)
    return pages


def differences(one: dict[str, str], other: dict[str, str]) -> dict[str, list[str]]:
    """The pages that differ, each with the first lines that do."""
    return {
        path: _changed_lines(text, other.get(path, ""))
        for path, text in one.items()
        if text != other.get(path)
    }


def _changed_lines(one: str, other: str) -> list[str]:
    return list(unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm=""))[2:8]


@pytest.mark.skipif(not server_address(), reason="SQLite reads as itself")
def test_demonstration_reads_the_same_on_both_databases(tmp_path: Path) -> None:
    with copied_database(migrated_database(), tmp_path / "server") as server:
        on_server = pages_on(server)
    on_file = pages_on(migrated_file(tmp_path / "file"))

    assert len(on_server) > 100
    assert differences(on_server, on_file) == {}


def test_rows_in_another_order_are_found() -> None:
    one, other = {"a /x/": "Blain\nÉtel"}, {"a /x/": "Étel\nBlain"}

    assert differences(one, one) == {}
    assert differences(one, other) == {
        "a /x/": ["@@ -0,0 +1 @@", "+Étel", "@@ -2 +2,0 @@", "-Étel"]
    }
