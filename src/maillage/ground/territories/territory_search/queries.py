"""Which territory does one mean, among the official ones and one's own?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.atlas.own import ranked_names
from maillage.ground.territories.atlas.register import Entry, Register
from maillage.ground.territories.atlas.search import ranked
from maillage.ground.territories.choices import EpciType, Kind
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territories.queries import (
    official_register,
    own_names,
    own_territories,
    with_population,
)

MOST = 10
OWN_TOO = (Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT, Kind.REGION, Kind.PERIMETER)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A territory as it is offered: what it is, where it lies, how many live there."""

    ref: str
    name: str
    kind: str
    place: str
    codes: str
    population: int | None
    year: int | None


def suggestions(
    access: Access, typed: str, *, kinds: Sequence[str] = OWN_TOO, limit: int = MOST
) -> list[Suggestion]:
    """The territories that `typed` may mean, best first; one's own before others of their rank."""
    register = official_register()
    official = ranked(register, typed, kinds=[k for k in kinds if k in Kind], limit=limit)
    names = _departement_names(register.path) if official else {}
    offered = [(tier, 0, _own(row)) for tier, row in _own_ranked(access, typed, kinds)]
    offered += [(tier, 1, _official(entry, names)) for tier, entry in official]
    return [one for *_, one in sorted(offered, key=lambda offer: offer[:2])][:limit]


def _own_ranked(access: Access, typed: str, kinds: Sequence[str]) -> list[tuple[int, Territory]]:
    tiers = {number: tier for tier, number in ranked_names(typed, own_names(access))}
    if not tiers:
        return []
    rows = with_population(own_territories(access).filter(pk__in=tiers, kind__in=kinds))
    return [(tiers[row.pk], row) for row in rows]


@lru_cache(maxsize=2)
def _departement_names(path: Path) -> dict[str, str]:
    return Register(path).departements()


def _official(entry: Entry, names: dict[str, str]) -> Suggestion:
    places = [f"{names[code]} ({code})" for code in entry.departements.split() if code in names]
    return Suggestion(
        ref=f"{entry.kind}:{entry.code}",
        name=entry.name,
        kind=_kind_in_words(entry.kind, entry.type),
        place="" if entry.kind == Kind.DEPARTEMENT else ", ".join(places),
        codes=_codes(entry),
        population=entry.population,
        year=entry.population_year,
    )


@cache
def _kind_in_words(kind: str, epci_type: str) -> str:
    return str(EpciType(epci_type).label if epci_type else Kind(kind).label)


def _codes(entry: Entry) -> str:
    postcodes = entry.postcodes.split()
    shown = ", ".join(postcodes[:3]) + ("…" if len(postcodes) > 3 else "")
    return " · ".join(text for text in (entry.code, shown) if text)


def _own(territory: Territory) -> Suggestion:
    return Suggestion(
        ref=territory.ref,
        name=territory.name,
        kind=str(territory.kind_in_words),
        place="",
        codes="" if territory.kind == Kind.PERIMETER else territory.code,
        population=getattr(territory, "inhabitants", None),
        year=getattr(territory, "counted_in", None),
    )
