"""What does a backup say of itself?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from maillage.roof.upkeep.release import commit, version

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
FILES = "files/"


@dataclass(frozen=True)
class Part:
    """One table or one file of a backup: lines or bytes, and their SHA-256."""

    size: int
    sha256: str
    last: int = 0
    """The last key that the table gave, so that no key of a removed row is given twice."""


@dataclass
class Manifest:
    """The list of all that a backup holds, and where it comes from."""

    taken_at: str
    version: str
    commit: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Part] = field(default_factory=dict)
    files: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The manifest as the backup holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def rows(self) -> int:
        """How many rows all tables hold together."""
        return sum(part.size for part in self.tables.values())


def manifest_of(content: bytes) -> Manifest:
    """The manifest that this JSON tells; ValueError when it is of another format."""
    value = json.loads(content)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError("Format de sauvegarde inconnu.")
    value["migrations"] = [(app, name) for app, name in value["migrations"]]
    for name in ("tables", "files"):
        value[name] = _parts(value[name])
    return Manifest(**value)


def _parts(values_by_name: Mapping[str, Mapping[str, object]]) -> dict[str, Part]:
    return {
        name: Part(int(str(part["size"])), str(part["sha256"]), int(str(part["last"])))
        for name, part in values_by_name.items()
    }


def blank_manifest(migrations: tuple[tuple[str, str], ...], database: str) -> Manifest:
    """The manifest of a backup that begins now."""
    return Manifest(
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version(),
        commit=commit(),
        database=database,
        migrations=list(migrations),
    )
