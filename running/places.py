"""Where does everything stand, seen from the door?"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
VAR = ROOT / "var"
LOGS = VAR / "logs"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# A lock names all that it needs: pip, left to resolve it again, would look at what was
# published since, and older ones refuse the lock for it.
INSTALL = ("-m", "pip", "install", "--require-hashes", "--no-deps")

FRONTEND = ROOT / "frontend"
NODE_MODULES = FRONTEND / "node_modules"
BUILT_ASSETS = SOURCE / "maillage" / "core" / "static" / "core" / "built"

# An archive of a version holds this file, and all that is built: it needs neither Node nor npm.
RELEASE = ROOT / "release.json"

TERRITORIES = SOURCE / "maillage" / "ground" / "territories"
REGISTER = TERRITORIES / "register"
CONTOURS = VAR / "contours"


def is_root() -> bool:
    """Return whether the command runs as the system's administrator."""
    return os.geteuid() == 0


def as_administrator(command: str) -> str:
    """Return the command as this user must type it."""
    return command if is_root() else f"sudo {command}"


def say(text: str = "") -> None:
    """Write a line at once, even into a file or a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def seconds(duration: float) -> str:
    """Return a duration in French, tenths under ten seconds."""
    return f"{duration:.1f} s".replace(".", ",") if duration < 10 else f"{duration:.0f} s"
