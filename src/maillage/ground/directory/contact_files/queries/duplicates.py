"""Which known sheets does the file complete or contradict?"""

from maillage.foundation.exchange.targets.progress import Progress, untold
from maillage.foundation.exchange.targets.targets import Difference, Duplicate
from maillage.ground.directory.contact_files.queries.existing import DirectoryIndex, ExistingPerson
from maillage.ground.directory.contact_files.queries.matching import matches, refusal_of
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson


def duplicates_of(
    plan: ImportPlan, index: DirectoryIndex, tell: Progress = untold
) -> list[Duplicate]:
    """Probable duplicates with what differs; a record that says nothing else is left out."""
    result = matches(plan, index, frozenset(), tell)
    rows = {organisation.pk: organisation for organisation in index.organisations}
    duplicates: list[Duplicate] = []
    for organisation in plan.organisations:
        match = result.organisations.get(organisation.key)
        if match:
            row = rows[match.pk]
            differences = _structure(organisation, row.name, row.siren)
            duplicates += _duplicates(
                organisation.source, organisation.name, match.reason, differences
            )
    functions = {mandate.person: mandate.function or "" for mandate in plan.mandates}
    for person in plan.people:
        match = result.people.get(person.key)
        if match:
            differences = _person(person, functions.get(person.key, ""), index.people[match.pk])
            title = f"{person.given_name} {person.family_name}".strip()
            duplicates += _duplicates(person.source, title, match.reason, differences)
    return duplicates


def _duplicates(
    source: str, title: str, reason: str, differences: tuple[Difference, ...]
) -> list[Duplicate]:
    if not any(difference.differs for difference in differences):
        return []
    return [
        Duplicate(
            refusal_of(source), title, f"{reason}. {source.replace('!', ', cellule ')}.",
            "Fusionner : garder l’annuaire et ajouter ce qui manque",
            "Garder à part : deux fiches", differences,
        )
    ]  # fmt: skip


def _structure(planned: PlannedOrganisation, name: str, siren: str) -> tuple[Difference, ...]:
    read = str(planned.facts.get("siren") or "")
    return (
        Difference("Nom", name, planned.name),
        Difference("SIREN", siren, read or siren),
    )


def _person(
    planned: PlannedPerson, function: str, existing_person: ExistingPerson
) -> tuple[Difference, ...]:
    name = f"{existing_person.given_name} {existing_person.family_name}".strip()
    read = f"{planned.given_name} {planned.family_name}".strip()
    same_name = name.casefold() == read.casefold()
    functions = ", ".join(existing_person.functions)
    same_function = not function or function in existing_person.functions
    return (
        Difference("Nom", read if same_name else name, read),
        Difference("Fonction", functions, functions if same_function else function),
        Difference("Courriel", *_values(existing_person.emails, planned.emails)),
        Difference("Téléphone", *_values(existing_person.phones, planned.phones)),
    )


def _values(names: set[str], read: list[str]) -> tuple[str, str]:
    has = ", ".join(sorted(names))
    fresh = [value for value in read if value not in names]
    return has, ", ".join(fresh) if fresh else has
