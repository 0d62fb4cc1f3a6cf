"""What is already done since the last start, and need not be done again?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """A file that remembers from which sources a step was done."""

    path: Path
    digest: str

    def is_current(self) -> bool:
        """Return whether the step was done from these very sources."""
        return self.path.is_file() and self.path.read_text() == self.digest

    def write(self) -> None:
        """Remember that the step is done."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.digest)


def digest(*sources: Path) -> str:
    """Return the SHA-256 of the names and contents of these files and folders."""
    total = hashlib.sha256()
    for source in sources:
        for file in _files(source):
            name = file.relative_to(source.parent).as_posix().encode()
            content = hashlib.sha256(file.read_bytes()).digest()
            total.update(len(name).to_bytes(4, "big") + name + content)
    return total.hexdigest()


def _files(source: Path) -> Iterator[Path]:
    if source.is_file():
        yield source
    elif source.is_dir():
        yield from sorted(path for path in source.rglob("*") if _is_source(path))


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts
