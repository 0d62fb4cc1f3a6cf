"""What does one who installs receive? One archive, built, that needs neither Node nor npm."""

import io
import json
import re
import subprocess
import tarfile
import tomllib
from hashlib import sha256
from pathlib import Path
from shutil import which

from running.places import BUILT_ASSETS, REGISTER, RELEASE, ROOT, VAR, say
from running.steps import StepFailedError

RELEASES = VAR / "releases"
LEFT_OUT = ("tests/", "bench/", ".github/")


def release() -> int:
    """Write the archive of this version and its digest; return the exit code.

    Raise StepFailedError when its content is not that of a commit, or its changes are not told.
    """
    version = project_version()
    if reasons := faults(version, (ROOT / "CHANGELOG.md").read_text(), _git("status", "--short")):
        raise StepFailedError("\n".join(reasons))
    RELEASES.mkdir(parents=True, exist_ok=True)
    path = RELEASES / f"maillage-{version}.tar.gz"
    write_archive(path, version)
    digest = sha256(path.read_bytes()).hexdigest()
    path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n")
    say(f"Archive écrite : {path}\nSHA-256 : {digest}\nÉtiquette :  git tag v{version}")
    return 0


def project_version() -> str:
    """Return the version, which pyproject.toml alone says."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def faults(version: str, changes: str, status: str) -> list[str]:
    """Return why this version cannot be released, in words."""
    reasons = []
    if not re.search(rf"^## {re.escape(version)} \(", changes, re.MULTILINE):
        reasons.append(
            f"CHANGELOG.md ne dit rien de la version {version} : « ## {version} (jour) »."
        )
    if status:
        reasons.append(f"Ces fichiers ne sont pas ceux d’un commit :\n{status.rstrip()}")
    return reasons


def write_archive(path: Path, version: str) -> None:
    """Write what git follows, but what only verifies it, with all that is built from it."""
    top = f"maillage-{version}"
    names = [name for name in _git("ls-files").splitlines() if not name.startswith(LEFT_OUT)]
    content = {"version": version, "commit": _git("rev-parse", "HEAD").strip()}
    with tarfile.open(path, "w:gz") as archive:
        for place in [*(ROOT / name for name in names), BUILT_ASSETS, REGISTER]:
            archive.add(place, f"{top}/{place.relative_to(ROOT)}", filter=_of_nobody)
        _add_text(archive, f"{top}/{RELEASE.name}", json.dumps(content))


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The file without the account of whoever wrote the archive."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(text.encode())
    archive.addfile(member, io.BytesIO(text.encode()))


def _git(*words: str) -> str:
    """What git answers; StepFailedError outside a clone."""
    try:
        ended = subprocess.run(
            [which("git") or "git", "-c", "core.quotePath=off", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise StepFailedError("Une version se publie depuis un clone, avec git.") from error
    return ended.stdout
