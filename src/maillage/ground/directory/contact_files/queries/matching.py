"""Which records of a file are probably already in the directory, and why?"""

from dataclasses import dataclass, field
from operator import attrgetter

from rapidfuzz import fuzz

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    ExistingOrganisation,
    ExistingPerson,
)
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson

_NEAR = 90


@dataclass(frozen=True, slots=True)
class Match:
    """A planned record and the known one, by its number; `reason` says why in French."""

    pk: int
    reason: str


@dataclass(slots=True)
class Matches:
    """Matches by the key of the planned record; those refused by the officer are left out."""

    organisations: dict[str, Match] = field(default_factory=dict)
    people: dict[str, Match] = field(default_factory=dict)


def refusal_of(source: str) -> str:
    """The name under which the officer refuses the match of the record read at this cell."""
    return f"annuaire:{source}"


def matches(
    plan: ImportPlan, index: DirectoryIndex, refused: frozenset[str], tell: Progress = untold
) -> Matches:
    """Probable matches: SIREN, name or e-mail, then near names in the same structure.

    Tells as rows what it has compared: the records of a file are spread over its rows.
    """
    result = Matches()
    rows, people = plan.rows_read, len(plan.people)
    for organisation in plan.organisations:
        match = _organisation(organisation, index)
        if match and refusal_of(organisation.source) not in refused:
            result.organisations[organisation.key] = match
    homes = _homes(plan, result)
    for number, person in enumerate(plan.people):
        tell(rows * number // people, rows)
        match = _person(person, index, homes.get(person.key, set()))
        if match and refusal_of(person.source) not in refused:
            result.people[person.key] = match
    tell(rows, rows)
    return result


def _homes(plan: ImportPlan, result: Matches) -> dict[str, set[int]]:
    homes: dict[str, set[int]] = {}
    for mandate in plan.mandates:
        home = result.organisations.get(mandate.organisation or "")
        if home:
            homes.setdefault(mandate.person, set()).add(home.pk)
    return homes


def _organisation(planned: PlannedOrganisation, index: DirectoryIndex) -> Match | None:
    siren = str(planned.facts.get("siren") or "")
    if siren in index.by_siren and not planned.facts.get("siret"):
        return Match(index.by_siren[siren].pk, "Même SIREN")
    same = index.by_name.get(folded(planned.name))
    if same and not _other_siren(same, siren):
        return Match(same.pk, "Même nom")
    near = _same_body(planned, index, siren)
    return Match(near.pk, "Nom proche") if near else None


def _same_body(
    planned: PlannedOrganisation, index: DirectoryIndex, siren: str
) -> ExistingOrganisation | None:
    parts = name_parts(planned.name)
    alike = [
        candidate
        for candidate in index.by_core.get(parts.core, [])
        if parts.core
        and name_parts(candidate.name).kind == parts.kind
        and not _other_siren(candidate, siren)
    ]
    return alike[0] if len(alike) == 1 else None


def _other_siren(candidate: ExistingOrganisation, siren: str) -> bool:
    return bool(siren and candidate.siren and candidate.siren != siren)


def _person(planned: PlannedPerson, index: DirectoryIndex, homes: set[int]) -> Match | None:
    for address in planned.emails:
        for candidate in index.by_email.get(address, []):
            if _near_names(candidate, planned, 80):
                return Match(candidate.pk, "Même courriel")
    name = (folded(planned.family_name), folded(planned.given_name))
    same = [c for c in index.by_person_name.get(name, []) if _civilities_agree(c, planned)]
    for candidate in same:
        if candidate.homes & homes or not _conflicting(candidate, planned):
            return Match(candidate.pk, "Même nom")
    beside = [one for home in homes for one in index.by_home.get((home, name[0][:3]), [])]
    for candidate in sorted(beside, key=attrgetter("pk")):
        if not _conflicting(candidate, planned) and _near_names(candidate, planned, _NEAR):
            return Match(candidate.pk, "Nom proche, même structure")
    return None


def _conflicting(candidate: ExistingPerson, planned: PlannedPerson) -> bool:
    """Two people of one name, each with addresses of their own."""
    emails = set(planned.emails)
    return bool(emails and candidate.emails and not emails & candidate.emails)


def _civilities_agree(candidate: ExistingPerson, planned: PlannedPerson) -> bool:
    return not (candidate.civility and planned.civility and candidate.civility != planned.civility)


def _near_names(candidate: ExistingPerson, planned: PlannedPerson, cutoff: int) -> bool:
    if not _civilities_agree(candidate, planned):
        return False
    family = fuzz.ratio(folded(candidate.family_name), folded(planned.family_name))
    given = fuzz.ratio(folded(candidate.given_name), folded(planned.given_name))
    return family >= cutoff and given >= cutoff
