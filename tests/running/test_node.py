"""Is the machine's Node used only when it is recent enough and whole?"""

import os
from pathlib import Path

import pytest

from running.node import Node, machine_node, major_version


def install(folder: Path, program: str, answer: str) -> None:
    script = folder / program
    script.write_text(f"#!/bin/sh\necho {answer}\n")
    script.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_version_is_read() -> None:
    assert [major_version(answer) for answer in ("v20.20.2\n", "v8.1.0\n", "")] == [20, 8, 0]


def test_recent_node_of_the_machine_is_used(folder: Path) -> None:
    install(folder, "node", "v22.11.0")
    install(folder, "npm", "10.9.0")

    assert machine_node() == Node(npm=(f"{folder}/npm",), folder=folder)


def test_old_node_is_left_aside(folder: Path) -> None:
    install(folder, "node", "v18.20.4")
    install(folder, "npm", "10.7.0")

    assert machine_node() is None


def test_node_without_npm_is_left_aside(folder: Path) -> None:
    install(folder, "node", "v22.11.0")

    assert machine_node() is None


def test_scripts_find_the_chosen_node_first(folder: Path) -> None:
    node = Node(npm=("npm",), folder=Path("/opt/node/bin"))

    assert node.environment() == {**os.environ, "PATH": f"/opt/node/bin:{folder}"}
