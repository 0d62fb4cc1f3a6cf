"""Which programs of the system do the tests use, and who installs those that are missing?"""

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress

from running.places import as_administrator, is_root, say
from running.steps import Shell, Step

# The same browser without the windows that no test looks at: a quarter of the work less.
LIGHTEST = "chromium-headless-shell"  # a package of Debian, which others may not have
BROWSERS = (LIGHTEST, "chromium", "chromium-browser")
OFFICE = "libreoffice-calc-nogui libreoffice-writer-nogui"
# The packages of Debian, and the programs of which one is enough.
PROGRAMS = {"chromium": BROWSERS, OFFICE: ("soffice",), "rsync": ("rsync",)}


def missing_programs() -> list[str]:
    """Return the Debian packages of the programs that the tests need and the path lacks."""
    return [package for package, programs in PROGRAMS.items() if not first_program(programs)]


def first_program(names: Sequence[str]) -> str:
    """Return where the first of these programs that the path has is; nothing without any."""
    return next((text for name in names if (text := shutil.which(name))), "")


def system_steps() -> list[Step]:
    """Return the step that installs the missing programs, where this user may do it."""
    packages = missing_programs()
    if not (is_root() and shutil.which("apt-get")):
        if packages:
            say(f"Pour les tests qui manqueront :  {as_administrator(apt_command(packages))}")
        return []
    if not (packages or _may_be_lighter()):
        return []
    say("Installation par apt des programmes que les tests utilisent")
    return [Step("system", "Programmes du système", install)]


def install(shell: Shell) -> str:
    """Install the lightest browser where there is one, then what is still missing."""
    with suppress(subprocess.CalledProcessError):  # any browser of the path will do instead
        if _may_be_lighter():
            _apt(shell, [LIGHTEST])
    if packages := missing_programs():
        _apt(shell, packages)
    return ""


def _may_be_lighter() -> bool:
    """Return whether this system has the lightest browser to give, and has not given it."""
    with suppress(OSError):
        return platform.freedesktop_os_release()["ID"] == "debian" and not shutil.which(LIGHTEST)
    return False


def _apt(shell: Shell, packages: Sequence[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    shell.run("apt-get", "update", env=quiet)
    shell.run(*apt_command(packages).split(), env=quiet)


def apt_command(packages: Sequence[str]) -> str:
    """Return the command that installs these packages."""
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"
