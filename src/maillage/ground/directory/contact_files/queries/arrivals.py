"""What would a file create, which ones of the directory could they be, and which ones are they?"""

from collections import defaultdict
from collections.abc import Mapping

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.answer_keys import same_as
from maillage.foundation.exchange.targets.targets import Arrival, NamesRead
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    ExistingOrganisation,
)
from maillage.ground.directory.contact_files.queries.matching import (
    matches,
    refusal_of,
    structure_matches,
)
from maillage.ground.directory.contact_files.queries.replacements import in_full
from maillage.ground.directory.contact_files.queries.unanswered import could_be, holders_of
from maillage.ground.directory.contact_files.table.likeness import is_same_name
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson
from maillage.ground.directory.records.words import until_words


def arrivals_of(plan: ImportPlan, index: DirectoryIndex, own: str = "") -> list[Arrival]:
    """The structures that no sheet stands for, those that could be one of the directory first.

    Then comes the one that bears the name of the workspace, its `own`: nobody has to look at it.
    """
    settled = structure_matches(plan, index, frozenset())
    people, holders = _people(plan), holders_of(plan, settled)
    arrivals = [
        Arrival(
            refusal_of(planned.source),
            planned.name,
            planned.source,
            tuple(people.get(planned.key, ())),
            tuple(
                (same_as(planned.source, one.pk), _shown(one))
                for one in could_be(planned, index, holders)
            ),
            is_own=bool(own) and is_same_name(planned.name, own),
        )
        for planned in plan.organisations
        if planned.key not in settled
    ]
    return sorted(arrivals, key=lambda one: (not one.choices, not one.is_own))


def names_read(plan: ImportPlan, index: DirectoryIndex, answers: frozenset[str]) -> list[NamesRead]:
    """The sheets that the file is matched to, then the people who are new, by name."""
    result = matches(plan, index, answers)
    structures = [
        _shown_as(_shown(index.organisations[match.pk]), index.organisations[match.pk].name, one)
        for one in plan.organisations
        if (match := result.organisations.get(one.key))
    ]
    people = []
    for person in plan.people:
        if match := result.people.get(person.key):
            name = in_full(index.people[match.pk])
            people.append(_shown_as(name, name, person))
    ends = _ends(plan)
    new = [
        f"{in_full(one)}{ends.get(one.key, '')}"
        for one in plan.people
        if one.key not in result.people
    ]
    lists = {"Fiches déjà connues": [*structures, *people], "Personnes nouvelles": new}
    return [NamesRead(label, tuple(names)) for label, names in lists.items() if names]


def _shown_as(shown: str, name: str, planned: PlannedOrganisation | PlannedPerson) -> str:
    """The name of the sheet, with the one of the file where it is another."""
    written = planned.name if isinstance(planned, PlannedOrganisation) else in_full(planned)
    return shown if folded(written) == folded(name) else f"{shown}, écrit « {written} »"


def _ends(plan: ImportPlan) -> dict[str, str]:
    """Until when those whom the file says gone, or about to go, were somewhere."""
    ends: dict[str, str] = {}
    for mandate in plan.mandates:
        if mandate.until:
            until = until_words(mandate.until.day, mandate.until.precision)
            ends[mandate.person] = f", en poste {until}"
        elif mandate.has_left:
            ends[mandate.person] = ", plus en poste"
    still = {one.person for one in plan.mandates if not (one.until or one.has_left)}
    return {person: words for person, words in ends.items() if person not in still}


def _people(plan: ImportPlan) -> Mapping[str, list[str]]:
    """The names of those whom the file places in each structure."""
    names = {one.key: in_full(one) for one in plan.people}
    people: dict[str, list[str]] = defaultdict(list)
    for mandate in plan.mandates:
        if mandate.organisation and names[mandate.person] not in people[mandate.organisation]:
            people[mandate.organisation].append(names[mandate.person])
    return people


def _shown(one: ExistingOrganisation) -> str:
    """The name of a candidate, with what tells it from another of that name."""
    place = one.facts["commune"]
    return f"{one.name} ({place})" if place and place not in one.name else one.name
