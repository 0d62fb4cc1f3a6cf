"""Which structure, and who in it, does a row of an officer's table name?"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    initials,
    name_parts,
    names_one_body,
)

PersonKey = tuple[str, ...]
LIKE_ENOUGH = 0.7
# In a table of governance, what heads the column of structures under another word.
CALLED = ("commune", "intercommunality", "pilot_organisation", "pilot_person")
ARTICLE = re.compile(r"^(?:la|le|les)\s+|^l['’]", re.IGNORECASE)
BETWEEN_PARTS = re.compile(r"\s+[–—-]\s+|\s*[:;,]\s+")


class HasNames(Protocol):
    """What bears a name, and perhaps a short one."""

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...


Structure = TypeVar("Structure", bound=HasNames)


@dataclass(frozen=True, slots=True)
class ExistingPerson:
    """Somebody who acts in a structure; `key` is their name whatever its order."""

    pk: int
    key: PersonKey
    name: str


@dataclass(frozen=True, slots=True)
class ExistingPlace:
    """A structure of the cooperation; `gone` says why nothing more begins there."""

    pk: int
    name: str
    short_name: str
    gone: str
    people: tuple[ExistingPerson, ...] = ()


def person_key(text: str) -> PersonKey:
    """The words of a name without its civility, in no order.

    >>> person_key("Mme GABORIT Inès") == person_key("Inès Gaborit")
    True
    """
    return tuple(sorted(folded(split_civility(one_line(text))[1]).replace(",", " ").split()))


def everyday(text: str, places: Sequence[Structure]) -> list[Structure]:
    """The structures that an officer calls so: by their whole name, else as one calls them.

    « Lagrange » is « Commune de Lagrange », « Caf » the only Caf, « CCVS » the structure of these
    initials. A sure way of naming goes before a looser one.
    """
    name, parts = folded(text), name_parts(ARTICLE.sub("", text))
    ways: tuple[Callable[[Structure], bool], ...] = (
        lambda one: folded(one.name) == name,
        lambda one: bool(one.short_name) and folded(one.short_name) == name,
        lambda one: _same_kind(parts, name_parts(one.name)),
        lambda one: parts.kind is None and parts.core == name_parts(one.name).core,
        lambda one: _is_only_one(parts, name_parts(one.name)),
        lambda one: name.replace(".", "") == initials(one.name),
    )
    results = ([one for one in places if is_so(one)] for is_so in ways) if name else ()
    return next((some for some in results if some), [])


def _same_kind(parts: NameParts, other: NameParts) -> bool:
    """Whether two names say one thing, where a bare name is that of a commune."""
    kinds = {parts.kind or "commune", other.kind or "commune"}
    return bool(parts.core) and parts.core == other.core and len(kinds) == 1


def _is_only_one(parts: NameParts, other: NameParts) -> bool:
    """Whether a kind alone, or with the first words of the name, says this structure."""
    opens = f"{other.core} ".startswith(f"{parts.core} ".lstrip())
    return parts.kind == other.kind and names_one_body(parts.kind) and opens


def nearest(text: str, names: Iterable[str]) -> str:
    """The name most like these words; nothing when none is.

    >>> nearest("Lagrnge", ["Commune de Lagrange", "Caf de la Sarne"])
    'Commune de Lagrange'
    """
    communes_last = sorted(names, key=lambda name: name_parts(name).kind == "commune")
    name_by_core = {name_parts(name).core: name for name in communes_last}
    cores = get_close_matches(name_parts(text).core, name_by_core, 1, LIKE_ENOUGH)
    return name_by_core[cores[0]] if cores else ""


def with_nearest(sentence: str, text: str, names: Iterable[str]) -> str:
    """What is said of an unknown name, and the name most like it."""
    name = nearest(text, names)
    return (
        f"{sentence} {_('Le plus proche : « %(name)s ».') % {'name': name}}" if name else sentence
    )


def several_words(names: Iterable[str]) -> str:
    """What is said of a name that several structures bear."""
    sentence = _("Plusieurs structures portent ce nom : écrivez leur nom entier (%(names)s).")
    return sentence % {"names": " ; ".join(names)}


def find_place(row: TableRow, places: Sequence[ExistingPlace]) -> ExistingPlace | None:
    """The structure that the row names; refused when it names none, or several."""
    text = row.text("organisation_name")
    results = everyday(text, places)
    results = [one for one in results if not one.gone] or results
    if len(results) == 1:
        return results[0]
    if not text:
        return None
    unknown = _("Ce n’est pas un membre de la coopération : corrigez le nom, ou ajoutez-le.")
    sentence = (
        several_words(one.name for one in results)
        if results
        else with_nearest(unknown, text, [one.name for one in places])
    )
    row.refuse("organisation_name", sentence)
    return None


def place_head(places: Sequence[HasNames]) -> Callable[[str], str]:
    """What a section or the name of a sheet says of the structure of the rows under it."""
    return lambda words: next(
        (results[0].name for part in BETWEEN_PARTS.split(words)
         if len(results := everyday(part, places)) == 1), "",
    )  # fmt: skip


def find_person(row: TableRow, name: str, place: ExistingPlace) -> ExistingPerson | None:
    """Who is named in this cell, among those who act in the structure; said when nobody is."""
    text = row.text(name)
    return person_by_name(row, name, text, place) if text else None


def person_by_name(
    row: TableRow, name: str, text: str, place: ExistingPlace
) -> ExistingPerson | None:
    """Who bears this name, one of those in the cell, among those who act in the structure."""
    existing_people = [one for one in place.people if one.key == person_key(text)]
    if len(existing_people) == 1:
        return existing_people[0]
    sentence = (
        _("Plusieurs personnes y portent ce nom : choisissez sur la fiche, après l’import.")
        if existing_people
        else _(
            "Personne de ce nom n’agit dans cette structure : ajoutez son mandat dans "
            "l’annuaire, puis importez de nouveau. Le reste de la ligne entre."
        )
    )
    row.warn(name, sentence)
    return None
