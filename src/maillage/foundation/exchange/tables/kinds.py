"""What kind of table is this, and where can it come in?"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from maillage.foundation.exchange.tables.columns import Column, role_of_column

_NAMES = frozenset({"family_name", "given_name", "person_name"})
_FIELDS_OF_ROLES = {
    "élu": "elected_name", "technicien": "technician_name", "titulaire": "titulaire_name",
    "suppléant": "suppleant_name",
}  # fmt: skip
_VOCABULARY = "maillage.foundation.exchange.vocabulary"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table, as officers call it, with the fields that tell it and where it comes in.

    `tried` are where some of its rows may come in all the same, when they say enough.
    """

    word: str
    label: str
    plural: str
    targets: tuple[str, ...]
    core: frozenset[str]
    signs: frozenset[str]
    without: frozenset[str]
    beside: frozenset[str]
    least: int
    tried: tuple[str, ...]

    def score(self, fields: frozenset[str]) -> int:
        """How many signs of this kind these fields are; 0 when they are too few to tell it."""
        count = len(self.signs & fields)
        stands = not self.without & fields and (not self.beside or self.beside & fields)
        return count if stands and self.core & fields and count >= self.least else 0


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of their file; contacts are the last."""
    source = files(_VOCABULARY).joinpath("kinds.toml").read_text("utf-8")
    return tuple(
        Kind(
            word, entry["label"], entry["plural"], tuple(entry["targets"]),
            frozenset(entry["core"]), frozenset(entry["signs"]),
            frozenset(entry.get("without", ())), frozenset(entry.get("beside", ())), entry["least"],
            tuple(entry.get("tried", ())),
        )
        for word, entry in tomllib.loads(source).items()
    )  # fmt: skip


def kind_of(columns: Iterable[Column]) -> Kind | None:
    """The kind that these columns tell; None when they tell none.

    Contacts are what names and reaches tell when nothing else is told.
    """
    everything = list(columns)
    fields = frozenset(column.tells for column in everything)
    roles = {role_of_column(column) for column in everything if column.field in _NAMES}
    fields |= {field for role, field in _FIELDS_OF_ROLES.items() if role in roles}
    *others, contacts = kinds()
    best = max(others, key=lambda kind: kind.score(fields))
    if best.score(fields):
        return best
    return contacts if contacts.score(fields) else None
