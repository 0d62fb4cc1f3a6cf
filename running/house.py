"""What must be installed and built before Maillage can open?"""

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from running.node import find_node
from running.places import (
    BUILT_ASSETS,
    CONTOURS,
    FRONTEND,
    INSTALL,
    NODE_MODULES,
    PYTHON,
    REGISTER,
    RELEASE,
    ROOT,
    SOURCE,
    TERRITORIES,
    VENV,
    as_administrator,
)
from running.stamps import Stamp, digest
from running.steps import UP_TO_DATE, Shell, Step

LOCK = ROOT / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.txt"
CONTOURS_LOCK = ROOT / "requirements-contours.txt"
NETWORK = "Vérifiez l’accès au réseau, puis relancez la même commande."
HAS_PIP = "import sys, importlib.util; sys.exit(importlib.util.find_spec('pip') is None)"


def house_steps(*locks: Path) -> list[Step]:
    """Return the steps from a bare clone, or a release, to a house where Django starts."""
    steps = [
        Step("python", "Environnement Python", make_environment, advice=venv_advice()),
        Step("libraries", "Bibliothèques Python", libraries(locks), ("python",), NETWORK),
    ]
    return steps if RELEASE.is_file() else [*steps, *building_steps()]


def building_steps() -> list[Step]:
    """Return the steps that build what a release already holds."""
    return [
        Step("contours", "Contours des communes (source)", bring_contours, ("python",), NETWORK),
        Step("packages", "Bibliothèques du navigateur", bring_packages, ("python",), NETWORK),
        Step("assets", "Feuilles de style et scripts", build_assets, ("packages",)),
        Step(
            "register",
            "Communes et intercommunalités",
            build_register,
            ("libraries", "contours", "packages"),
        ),
    ]


def venv_advice() -> str:
    """Return the command that brings what Python needs to make an environment."""
    machine = shutil.which("python3")
    is_default = machine and Path(machine).resolve() == Path(sys.executable).resolve()
    name = "python3" if is_default else f"python3.{sys.version_info.minor}"
    return f"Essayez :  {as_administrator(f'apt install {name}-venv')}"


def make_environment(shell: Shell) -> str:
    """Make the `.venv` folder where it is missing or no longer starts."""
    if _starts(PYTHON):
        return UP_TO_DATE
    if importlib.util.find_spec("ensurepip") is None:
        raise OSError("Ce Python ne sait pas créer d’environnement : il lui manque ensurepip.")
    venv.create(VENV, with_pip=True, clear=VENV.is_dir() and not VENV.is_symlink())
    shell.run(PYTHON, "--version")
    return ""


def _starts(python: Path) -> bool:
    command = [str(python), "-c", HAS_PIP]
    return python.exists() and subprocess.run(command, check=False).returncode == 0


def libraries(locks: tuple[Path, ...]) -> Callable[[Shell], str]:
    """Return the step's work that installs these locks, whose every file is verified."""

    def install(shell: Shell) -> str:
        stamps = [Stamp(VENV / f"stamp-{lock.stem}", digest(lock)) for lock in locks]
        if all(stamp.is_current() for stamp in stamps):
            return UP_TO_DATE
        wanted = [word for lock in locks for word in ("-r", str(lock))]
        shell.run(PYTHON, *INSTALL, *wanted)
        for stamp in stamps:
            stamp.write()
        return ""

    return install


def bring_contours(shell: Shell) -> str:
    """Download the package whose files hold the contours of the communes."""
    stamp = Stamp(CONTOURS / "stamp", digest(CONTOURS_LOCK))
    if stamp.is_current():
        return UP_TO_DATE
    target = ["--no-compile", "--upgrade", "--target", str(CONTOURS), "-r", str(CONTOURS_LOCK)]
    shell.run(PYTHON, *INSTALL, *target)
    stamp.write()
    return ""


def bring_packages(shell: Shell) -> str:
    """Install the packages of the front end's lock."""
    stamp = Stamp(NODE_MODULES / ".stamp", digest(FRONTEND / "package-lock.json"))
    if stamp.is_current():
        return UP_TO_DATE
    node = find_node(shell)
    shell.run(*node.npm, "ci", cwd=FRONTEND, env=node.environment())
    stamp.write()
    return ""


def build_assets(shell: Shell) -> str:
    """Build what the browser receives."""
    own_files = [path for path in FRONTEND.iterdir() if path != NODE_MODULES]
    stamp = Stamp(BUILT_ASSETS / ".stamp", digest(*sorted(own_files)))
    if stamp.is_current():
        return UP_TO_DATE
    node = find_node(shell)
    shell.run(*node.npm, "run", "build", cwd=FRONTEND, env=node.environment())
    stamp.write()
    return ""


def build_register(shell: Shell) -> str:
    """Build the register of the territories and their contours."""
    stamp = Stamp(REGISTER / ".stamp", register_digest())
    if stamp.is_current():
        return UP_TO_DATE
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    shell.run(PYTHON, "-m", "maillage.ground.territories.build", env=environment)
    stamp.write()
    return ""


def register_digest() -> str:
    """Return the digest of what the register is made from: sources and makers."""
    makers = [TERRITORIES / "build", TERRITORIES / "atlas"]
    return digest(*makers, CONTOURS_LOCK, FRONTEND / "package-lock.json")
