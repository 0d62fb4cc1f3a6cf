"""Who is who among the official territories: codes, populations, and who lies in whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from maillage.ground.territories.build.sources import AreaEntry, CommuneEntry, EpciEntry, Sources

IN_FORCE = 2026
# Insee, « Populations de référence 2023 », in force on 1 January 2026. Mayotte: census of 2017;
# Polynésie française 2022; Nouvelle-Calédonie 2025.
REFERENCE_YEAR = 2023
REFERENCE_YEARS = {"976": 2017, "987": 2022, "988": 2025}


@dataclass(slots=True)
class Fact:
    """One official territory. `inside` holds the (kind, code) it lies in."""

    kind: str
    code: str
    name: str
    type: str = ""
    siren: str = ""
    postcodes: tuple[str, ...] = ()
    population: int | None = None
    population_year: int | None = None
    seat: str = ""
    departements: tuple[str, ...] = ()
    inside: list[tuple[str, str]] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)


def all_facts(sources: Sources) -> list[Fact]:
    """Régions, départements, intercommunalités and communes, in that order."""
    communes = {entry["code"]: _commune(entry) for entry in sources.communes()}
    home = {entry["code"]: entry for entry in sources.communes()}
    epci = [_epci(entry, communes) for entry in sources.epci()]
    areas = _areas("region", sources.regions(), _by(home, "region"), communes)
    areas += _areas("departement", sources.departements(), _by(home, "departement"), communes)
    return [*areas, *epci, *communes.values()]


def _by(home: dict[str, CommuneEntry], level: str) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for code, entry in home.items():
        grouped[entry["departement"] if level == "departement" else entry["region"]].append(code)
    return grouped


def _commune(entry: CommuneEntry) -> Fact:
    departement = entry["departement"]
    population = entry.get("population")
    year = REFERENCE_YEARS.get(departement, REFERENCE_YEAR)
    return Fact(
        kind="commune",
        code=entry["code"],
        name=entry["nom"],
        siren=entry.get("siren", ""),
        postcodes=tuple(entry.get("codesPostaux", ())),
        population=population,
        population_year=None if population is None else year,
        departements=(departement,),
        inside=[("departement", departement)],
        communes=[entry["code"]],
    )


def _epci(entry: EpciEntry, communes: dict[str, Fact]) -> Fact:
    codes = [member["code"] for member in entry["membres"]]
    for code in codes:
        communes[code].inside.append(("epci", entry["code"]))
    lies_in = Counter(departement for code in codes for departement in communes[code].departements)
    departements = tuple(code for code, _ in lies_in.most_common())
    fact = Fact(
        kind="epci",
        code=entry["code"],
        name=entry["nom"],
        type=entry["type"],
        siren=entry["code"],
        seat=max(codes, key=lambda code: communes[code].population or 0),
        departements=departements,
        inside=[("departement", code) for code in departements],
        communes=codes,
    )
    return _with_population(fact, communes)


def _areas(
    kind: str, entries: list[AreaEntry], inside: dict[str, list[str]], communes: dict[str, Fact]
) -> list[Fact]:
    return [
        _with_population(_area(kind, entry, inside[entry["code"]]), communes) for entry in entries
    ]


def _area(kind: str, entry: AreaEntry, codes: list[str]) -> Fact:
    is_departement = kind == "departement"
    return Fact(
        kind=kind,
        code=entry["code"],
        name=entry["nom"],
        seat=entry["chefLieu"],
        departements=(entry["code"],) if is_departement else (),
        inside=[("region", entry["region"])] if is_departement else [],
        communes=codes,
    )


def _with_population(fact: Fact, communes: dict[str, Fact]) -> Fact:
    counted = [communes[code] for code in fact.communes if communes[code].population is not None]
    if counted:
        fact.population = sum(commune.population or 0 for commune in counted)
        fact.population_year = max(commune.population_year or 0 for commune in counted)
    return fact
