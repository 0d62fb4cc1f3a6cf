"""What would the file add to known sheets, and where does it contradict them?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from maillage.core.french import listed
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.answer_keys import replaces_at, same_as
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.targets import Difference, Duplicate
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    ExistingOrganisation,
    ExistingPerson,
)
from maillage.ground.directory.contact_files.queries.matching import (
    Match,
    Matches,
    matches,
    refusal_of,
    structure_matches,
)
from maillage.ground.directory.contact_files.queries.replacements import (
    in_full,
    replaced_contacts,
)
from maillage.ground.directory.contact_files.table.identity import Identity, difference
from maillage.ground.directory.contact_files.table.likeness import is_everyday_name
from maillage.ground.directory.contact_files.table.organisation_names import says_where
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import (
    PlannedMandate,
    PlannedOrganisation,
    PlannedPerson,
)
from maillage.ground.directory.contact_files.table.sheet_facts import population, sheet_facts
from maillage.ground.directory.records.rules import written_phone

_LABELS = {
    "kind": "Nature",
    "short_name": "Sigle",
    "legal_form": "Forme juridique",
    "siren": "SIREN",
    "siret": "SIRET",
    "rna": "RNA",
    "uai": "UAI",
    "commune": "Commune",
    "address": "Adresse",
    "website": "Site",
}
_MERGED = "Fusionner : garder l’annuaire et ajouter ce qui manque"
_APART = "Est-ce la même personne ? Sans réponse, deux fiches."
_ADDED = "Une coordonnée a changé : elle s’ajoute, ou remplace l’ancienne ?"
_ONE_SHEET = "Sans réponse, une seule fiche : rien n’y est remplacé, ce qui manque s’y ajoute."
_TELLING = frozenset({"SIREN", "Commune"})  # shown even alike: they tell which one it is


def duplicates_of(
    plan: ImportPlan, index: DirectoryIndex, report: Progress = no_report
) -> list[Duplicate]:
    """Known sheets with all that differs or would be added; one that changes in nothing is none."""
    result = matches(plan, index, frozenset(), report, near=True)
    duplicates: list[Duplicate] = []
    for organisation in plan.organisations:
        match = result.organisations.get(organisation.key)
        if match:
            differences = _structure(organisation, index.organisations[match.pk])
            duplicates += _duplicates(organisation.source, organisation.name, match, differences)
    names = {organisation.key: organisation.name for organisation in plan.organisations}
    mandates = defaultdict(list)
    for mandate in plan.mandates:
        mandates[mandate.person].append(mandate)
    for person in plan.people:
        match = result.people.get(person.key)
        if match:
            existing = index.people[match.pk]
            differences = [
                *_person(person, existing),
                *_places(names, mandates[person.key], existing, index, result),
            ]
            replaced = _replaced(person, existing, match)
            duplicates += _duplicates(person.source, in_full(person), match, differences, replaced)
    return duplicates


def namesakes_in_words(plan: ImportPlan, index: DirectoryIndex, refused: frozenset[str]) -> str:
    """What is said of the structures that bear the name of a sheet, and are another one."""
    existing_one = structure_matches(plan, index, refused)
    shown = [
        f"« {planned.name} »{_town(planned.identity, existing.identity)}"
        for planned in plan.organisations
        if planned.key not in existing_one
        and (existing := next(iter(index.names.spelled(planned.name)), None))
    ]
    if not shown:
        return ""
    return f"Même nom qu’une fiche de l’annuaire, mais une autre structure : {listed(shown)}."


def _town(planned: Identity, existing: Identity) -> str:
    why = difference(planned, existing)
    return f" (autre {why})" if why else ""


def _replaced(planned: PlannedPerson, existing: ExistingPerson, match: Match) -> list[str]:
    """What the file could replace on the sheet: the name that a near one is not, its contacts."""
    pairs = [(in_full(existing), in_full(planned))] if match.is_near else []
    for one in replaced_contacts(planned, existing):
        old, new = _phones([one.existing], [one.read]) if one.kind == "phone" else ([], [])
        pairs.append((old[0], new[0]) if old else (one.existing, one.read))
    return [f"{old} par {new}" for old, new in pairs]


def _duplicates(
    source: str,
    title: str,
    match: Match,
    differences: Iterable[Difference],
    replaced: Sequence[str] = (),
) -> list[Duplicate]:
    shown = tuple(one for one in differences if one.differs or one.is_telling)
    changed = [one for one in shown if one.differs]
    if not changed:
        return []
    is_sure = match.is_sure or (says_where(title) and {one.label for one in changed} == {"Commune"})
    return [
        Duplicate(
            refusal_of(source), title, f"{match.reason}. {source.replace('!', ', cellule ')}.",
            _MERGED,
            "Garder à part : deux fiches", shown,
            is_settled=is_sure and not replaced and not any(one.contradicts for one in changed),
            accepted="" if match.is_sure else same_as(source, match.pk),
            unanswered=_unanswered(match, replaced),
            replace=f"Fusionner, et remplacer {listed(replaced)}" if replaced else "",
            replaces=replaces_at(source) if replaced else "",
        )
    ]  # fmt: skip


def _unanswered(match: Match, replaced: Sequence[str]) -> str:
    """What is done without an answer, where it is not proved or something changed."""
    if match.is_near:
        return _APART
    return (_ADDED if replaced else "") if match.is_sure else _ONE_SHEET


def _structure(planned: PlannedOrganisation, existing: ExistingOrganisation) -> list[Difference]:
    name = existing.name
    usual = is_everyday_name(planned.name, name, existing.facts["short_name"])
    differences = [Difference("Nom", name, planned.name, is_telling=True, is_same=usual)]
    for column, read in sheet_facts(planned).items():
        words = _kind_in_words if column == "kind" else str
        stored = words(existing.facts[column])
        differences.append(_compared(_LABELS[column], stored, words(read)))
    count, stored_count = population(planned), existing.population
    if count is not None:
        stored = "" if stored_count is None else str(stored_count)
        differences.append(_compared("Population", stored, str(count)))
    shared = planned.shared & existing.of_people
    phones = [number for number in planned.phones if number not in shared]
    return [
        *differences,
        _added("Courriel", existing.emails, [one for one in planned.emails if one not in shared]),
        _added("Téléphone", *_phones(existing.phones, phones)),
    ]


def _kind_in_words(kind: str) -> str:
    return str(OrganisationKind(kind).label) if kind else ""


def _compared(label: str, stored: str, read: str) -> Difference:
    """A value that a sheet holds once: the same written otherwise, or none, differs in nothing."""
    is_same = _bare(read) == _bare(stored)
    is_telling = label in _TELLING and bool(stored)
    return Difference(label, stored, read, is_telling=is_telling, is_same=is_same)


def _bare(value: str) -> str:
    """A value without what only its writing adds: case, accents, lines, the head of an address."""
    plain = folded(value).replace(",", " ").removeprefix("https://").removeprefix("http://")
    return " ".join(plain.removeprefix("www.").rstrip("/").split())


def _added(label: str, existing: Iterable[str], read: Sequence[str]) -> Difference:
    """Values that a sheet holds many of: those of the file join them."""
    has = sorted(existing)
    already = {folded(value) for value in has}
    fresh = [value for value in dict.fromkeys(read) if folded(value) not in already]
    shown = ", ".join(fresh or dict.fromkeys(read))
    return Difference(label, ", ".join(has), shown, adds=True, is_same=not fresh)


def _phones(existing: Iterable[str], read: Iterable[str]) -> tuple[list[str], list[str]]:
    """Both lists of numbers as the sheets write them."""
    has, given = ([written_phone(number) or number for number in some] for some in (existing, read))
    return has, given


def _person(planned: PlannedPerson, existing: ExistingPerson) -> list[Difference]:
    name, read = in_full(existing), in_full(planned)
    is_same = folded(name) == folded(read)
    return [
        Difference("Nom", name, read, is_telling=True, is_same=is_same),
        _compared("Civilité", existing.civility, planned.civility or ""),
        _added("Courriel", existing.emails, planned.emails),
        _added("Téléphone", *_phones(existing.phones, planned.phones)),
    ]


def _places(
    names: Mapping[str, str],
    mandates: list[PlannedMandate],
    existing: ExistingPerson,
    index: DirectoryIndex,
    result: Matches,
) -> list[Difference]:
    """The structures where the person acts, by their `names` in the file, and as what."""
    homes = [index.organisations[pk].name for pk in existing.homes if pk in index.organisations]
    read: list[str] = []
    for mandate in mandates:
        match = result.organisations.get(mandate.organisation or "")
        if match is not None and match.pk in existing.homes:
            continue
        if mandate.organisation:
            read.append(names[mandate.organisation])
    functions = [mandate.function for mandate in mandates if mandate.function]
    return [_added("Structure", homes, read), _added("Fonction", existing.functions, functions)]
