"""Which version of the software is this, and of which commit?"""

import json
import subprocess
import tomllib

from django.conf import settings


def version() -> str:
    """The version of the application, as its project names it, and nothing else does."""
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def commit() -> str:
    """The commit of the sources: their release says it, or else their clone; nothing elsewhere."""
    release = settings.ROOT / "release.json"
    if release.is_file():
        return str(json.loads(release.read_text(encoding="utf-8"))["commit"])
    command = ["git", "-C", str(settings.ROOT), "rev-parse", "HEAD"]
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    except (OSError, subprocess.CalledProcessError):
        return ""
    return process.stdout.strip()
