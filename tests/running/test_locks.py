"""Does a lock install what it names, whatever was published since?"""

import hashlib
import subprocess
import sys
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

from running.places import INSTALL


def wheel_that_needs(requirement: str, folder: Path) -> Path:
    """Write a wheel of one module, `locked_thing` 1.0, that asks for this requirement."""
    path = folder / "locked_thing-1.0-py3-none-any.whl"
    info = "locked_thing-1.0.dist-info"
    described = {
        "METADATA": ["Metadata-Version: 2.1", "Name: locked-thing", "Version: 1.0"],
        "WHEEL": ["Wheel-Version: 1.0", "Root-Is-Purelib: true", "Tag: py3-none-any"],
        "RECORD": [],
    }
    described["METADATA"].append(f"Requires-Dist: {requirement}")
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("locked_thing.py", "")
        for name, lines in described.items():
            wheel.writestr(f"{info}/{name}", "\n".join([*lines, ""]))
    return path


def test_a_lock_is_installed_as_it_is_and_not_resolved_again(tmp_path: Path) -> None:
    wheel = wheel_that_needs("pytest[dev]>=1", tmp_path)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock = tmp_path / "requirements.txt"
    lock.write_text(f"locked-thing @ {wheel.as_uri()} --hash=sha256:{digest}\n")
    target = tmp_path / "installed"

    done = subprocess.run(
        [sys.executable, *INSTALL, "--no-index", "--target", str(target), "-r", str(lock)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    names = [PathDistribution(path).metadata["Name"] for path in target.glob("*.dist-info")]
    assert names == ["locked-thing"]
