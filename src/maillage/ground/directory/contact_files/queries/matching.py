"""Which records of a file are probably already in the directory, and why?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from rapidfuzz import fuzz

from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.answer_keys import same_as, sheet_chosen
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    ExistingOrganisation,
    ExistingPerson,
)
from maillage.ground.directory.contact_files.queries.replacements import is_renamed
from maillage.ground.directory.contact_files.table.identity import (
    Identity,
    common_number,
    difference,
    not_forbidden,
    same_number,
)
from maillage.ground.directory.contact_files.table.likeness import is_same_name
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson

_NEAR = 90
_WHERE = frozenset({"territory"})
_MOST = 8  # past it a name says nothing of which one it is: « Association »


@dataclass(frozen=True, slots=True)
class Match:
    """A planned record and the known one, by its number; `reason` says why in French.

    `is_sure` says that a number or an address makes them one, and not a name; `is_near` that
    a name written otherwise alone does.
    """

    pk: int
    reason: str
    is_sure: bool = False
    is_near: bool = False


@dataclass(slots=True)
class Matches:
    """Matches by the key of the planned record; those refused by the officer are left out."""

    organisations: dict[str, Match] = field(default_factory=dict)
    people: dict[str, Match] = field(default_factory=dict)


def refusal_of(source: str) -> str:
    """The name under which the officer refuses the match of the record read at this cell."""
    return f"annuaire:{source}"


def matches(
    plan: ImportPlan,
    index: DirectoryIndex,
    answers: frozenset[str],
    report: Progress = no_report,
    *,
    near: bool = False,
) -> Matches:
    """Matches by SIREN, name or e-mail, and what the officer answered.

    A near name in the same structure is one only when answered so, or where `near` are wanted.
    Tells as rows what it has compared: the records of a file are spread over its rows.
    """
    result = Matches()
    rows, people = plan.rows_read, len(plan.people)
    result.organisations = structure_matches(plan, index, answers)
    homes = _homes(plan, result)
    for number, person in enumerate(plan.people):
        report(rows * number // people, rows)
        match = _person(person, index, homes.get(person.key, set()))
        if match is None or refusal_of(person.source) in answers:
            continue
        if near or not match.is_near or same_as(person.source, match.pk) in answers:
            result.people[person.key] = match
    report(rows, rows)
    return result


def _homes(plan: ImportPlan, result: Matches) -> dict[str, set[int]]:
    homes: dict[str, set[int]] = {}
    for mandate in plan.mandates:
        home = result.organisations.get(mandate.organisation or "")
        if home:
            homes.setdefault(mandate.person, set()).add(home.pk)
    return homes


def structure_matches(
    plan: ImportPlan, index: DirectoryIndex, answers: frozenset[str]
) -> dict[str, Match]:
    """The known sheet of each structure, by its number first; never one for two that differ."""
    remaining = [one for one in plan.organisations if refusal_of(one.source) not in answers]
    result = {key: Match(pk, "", is_sure=True) for key, pk in plan.places.items()}
    result |= _answered(remaining, index, answers)
    taken: dict[int, Identity] = {}
    elsewhere = _elsewhere(plan, index)
    for match_of in (_by_number, _by_name):
        for planned in remaining:
            match = None if planned.key in result else match_of(planned, index, taken)
            if match and not match.is_sure and (planned.key, match.pk) in elsewhere:
                continue
            if match:
                result[planned.key] = match
                taken[match.pk] = planned.identity.completed(taken.get(match.pk, Identity()))
    open_ones = [one for one in remaining if one.key not in result]
    return result | _by_people(plan, index, open_ones)


def _answered(
    planned: list[PlannedOrganisation], index: DirectoryIndex, answers: frozenset[str]
) -> dict[str, Match]:
    """The sheets that the officer says to be theirs, where they still exist."""
    chosen = dict(pair for key in answers if (pair := sheet_chosen(key)))
    return {
        one.key: Match(pk, "", is_sure=True)
        for one in planned
        if (pk := chosen.get(one.source)) in index.organisations
    }


def _elsewhere(plan: ImportPlan, index: DirectoryIndex) -> set[tuple[str, int]]:
    """The structures of one name that a column of places puts in another known commune."""
    columns = {
        reading.sheet.name: (
            reading.sheet,
            [c.number for c in reading.columns if c.tells in _WHERE],
        )
        for reading in plan.readings
    }
    apart = set()
    for planned in plan.organisations:
        if planned.key in plan.places:
            continue
        name, row = row_of(planned.source)
        sheet, numbers = columns.get(name, (None, []))
        texts = [sheet.text(row, number) for number in numbers] if sheet else []
        written = {name_parts(text).core for text in texts}
        places = written & index.places
        for one in index.names.spelled(planned.name) if places else ():
            if one.identity.place and one.identity.place not in written:
                apart.add((planned.key, one.pk))
    return apart


def _by_number(
    planned: PlannedOrganisation, index: DirectoryIndex, taken: dict[int, Identity]
) -> Match | None:
    numbers = planned.identity.numbers.values()
    bearers = [one for number in numbers for one in index.by_number.get(number, [])]
    same = same_number(planned.identity, _free(planned, bearers, taken))
    if same is None:
        return None
    return Match(same.pk, f"Même {common_number(planned.identity, same.identity)}", is_sure=True)


def _by_name(
    planned: PlannedOrganisation, index: DirectoryIndex, taken: dict[int, Identity]
) -> Match | None:
    name = planned.name
    spelled = index.names.spelled(name)
    for candidates in [spelled] if spelled else index.names.everyday(name):
        alike = not_forbidden(planned.identity, _free(planned, candidates, taken))
        if len(alike) == 1 and (spelled or is_same_name(name, alike[0].name)):
            return Match(alike[0].pk, "Même nom" if spelled else "Nom proche")
    return None


def candidates(planned: PlannedOrganisation, index: DirectoryIndex) -> list[ExistingOrganisation]:
    """The structures of the directory that this name could be, which nothing forbids it to be."""
    if planned.name not in index.alike:
        index.alike[planned.name] = _alike(planned.name, index)
    alike = index.alike[planned.name]
    possible = [one for one in alike if not difference(planned.identity, one.identity)]
    return possible if len(possible) <= _MOST else []


def _alike(name: str, index: DirectoryIndex) -> list[ExistingOrganisation]:
    ways = [
        *index.names.everyday(name), index.full_names.of(name), index.names.shortened(name),
        index.names.near(name),
    ]  # fmt: skip
    return list({one.pk: one for way in ways for one in way}.values())


def _by_people(
    plan: ImportPlan, index: DirectoryIndex, structures: list[PlannedOrganisation]
) -> dict[str, Match]:
    """The only structure of a likely name where all whom the file places in one act already."""
    people = {one.key: one for one in plan.people}
    placed: dict[str, list[PlannedPerson]] = {}
    for mandate in plan.mandates:
        placed.setdefault(mandate.organisation or "", []).append(people[mandate.person])
    matched = {}
    for planned in structures:
        there = placed.get(planned.key, [])
        homes = [
            one
            for one in (candidates(planned, index) if there else ())
            if all(_acts_in(one, person, index) for person in there)
        ]
        if len(homes) == 1:
            matched[planned.key] = Match(homes[0].pk, "Mêmes personnes")
    return matched


def _acts_in(home: ExistingOrganisation, person: PlannedPerson, index: DirectoryIndex) -> bool:
    name = (folded(person.family_name), folded(person.given_name))
    return any(home.pk in one.homes for one in index.by_person_name.get(name, []))


def _free(
    planned: PlannedOrganisation, candidates: list[ExistingOrganisation], taken: dict[int, Identity]
) -> Iterator[ExistingOrganisation]:
    """The known structures that no other structure of the file is already."""
    for one in candidates:
        if one.pk not in taken or not difference(planned.identity, taken[one.pk]):
            yield one


def _person(planned: PlannedPerson, index: DirectoryIndex, homes: set[int]) -> Match | None:
    for address in planned.emails:
        for candidate in index.by_email.get(address, []):
            if _near_names(candidate, planned, 80):
                return Match(candidate.pk, "Même courriel", is_sure=True)
    name = (folded(planned.family_name), folded(planned.given_name))
    same = [c for c in index.by_person_name.get(name, []) if _civilities_agree(c, planned)]
    for candidate in same:
        if candidate.homes & homes or not _conflicting(candidate, planned):
            return Match(candidate.pk, "Même nom")
    beside = [one for home in homes for one in index.by_home.get((home, name[0][:3]), [])]
    for candidate in sorted(beside, key=attrgetter("pk")):
        if not _conflicting(candidate, planned) and _near_names(candidate, planned, _NEAR):
            return Match(candidate.pk, "Nom proche, même structure", is_near=True)
    return _renamed(planned, index, homes)


def _renamed(planned: PlannedPerson, index: DirectoryIndex, homes: set[int]) -> Match | None:
    """Somebody of the same structure, or of the same address, whose family name changed."""
    given = folded(planned.given_name)
    beside = [one for home in homes for one in index.by_given.get((home, given), [])]
    ways = {
        "Même prénom, même structure": sorted(beside, key=attrgetter("pk")),
        "Même prénom, même courriel": [
            one for address in planned.emails for one in index.by_email.get(address, [])
        ],
    }
    for reason, people in ways.items():
        for candidate in people:
            if is_renamed(candidate, planned) and _civilities_agree(candidate, planned):
                return Match(candidate.pk, reason, is_near=True)
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
