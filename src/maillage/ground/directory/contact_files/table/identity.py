"""Are these one structure? A number answers before a place, and a place before a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from maillage.ground.directory.contact_files.table.organisation_names import (
    name_parts,
    says_where,
    town_of,
)

_SIREN = 9


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a structure from any other of its name: its numbers, else its commune."""

    siren: str = ""
    siret: str = ""
    rna: str = ""
    uai: str = ""
    place: str = ""

    @property
    def numbers(self) -> dict[str, str]:
        """Its numbers by their French name; empty when it has none."""
        written = {"SIREN": self.siren, "SIRET": self.siret, "RNA": self.rna, "UAI": self.uai}
        return {label: number for label, number in written.items() if number}

    def completed(self, other: "Identity") -> "Identity":
        """The same, with what another mention of the structure adds."""
        return Identity(
            self.siren or other.siren,
            self.siret or other.siret,
            self.rna or other.rna,
            self.uai or other.uai,
            self.place or other.place,
        )

    def without_siren(self) -> "Identity":
        """The same, once another structure bears the SIREN."""
        return replace(self, siren="")


class Identified(Protocol):
    """What has an identity."""

    @property
    def identity(self) -> Identity: ...


One = TypeVar("One", bound=Identified)


def identity_of(name: str, facts: Mapping[str, str | int | None]) -> Identity:
    """The identity of a structure, from its name and what is known of it.

    >>> identity_of("Familles rurales", {"city": "BROLLES CEDEX 2"}).place
    'brolles'
    """
    siren, siret, rna, uai, commune, city = (
        str(facts.get(field) or "") for field in ("siren", "siret", "rna", "uai", "commune", "city")
    )
    place = "" if says_where(name) else name_parts(commune or town_of(city)).core
    return Identity(siren or siret[:_SIREN], siret, rna, uai, place)


def common_number(one: Identity, other: Identity) -> str | None:
    """The number that makes these one, by its French name; None when no number does.

    A SIREN is that of every establishment: it says nothing when one alone has a SIRET.
    """
    if bool(one.siret) == bool(other.siret) and one.siren and one.siren == other.siren:
        return "SIRET" if one.siret else "SIREN"
    if one.rna and one.rna == other.rna:
        return "RNA"
    return "UAI" if one.uai and one.uai == other.uai else None


def difference(one: Identity, other: Identity) -> str | None:
    """What forbids that these be one, in French: a number, or the commune where none is shared."""
    if one.siren and other.siren and one.siren != other.siren:
        return "SIREN"
    if one.siret and other.siret and one.siret != other.siret:
        return "SIRET"
    if one.rna and other.rna and one.rna != other.rna:
        return "RNA"
    if one.uai and other.uai and one.uai != other.uai:
        return "UAI"
    if one.place and other.place and one.place != other.place:
        return None if common_number(one, other) else "commune"
    return None


def same_number(wanted: Identity, candidates: Iterable[One]) -> One | None:
    """The first that a number says to be this one, and no other number denies."""
    return next(
        (
            one
            for one in candidates
            if common_number(wanted, one.identity) and not difference(wanted, one.identity)
        ),
        None,
    )


def not_forbidden(wanted: Identity, candidates: Iterable[One]) -> list[One]:
    """Those that nothing forbids to be this one; the one of the very same identity alone."""
    possible = [one for one in candidates if not difference(wanted, one.identity)]
    return [one for one in possible if one.identity == wanted][:1] or possible
