"""Who and what does the workspace already know, indexed to be compared with a file?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from maillage.core.french import long_date
from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import Becoming
from maillage.ground.directory.choices import NOTED_AS_LEFT, MandateKind, OrganisationKind
from maillage.ground.directory.contact_files.table.abbreviations import Abbreviated
from maillage.ground.directory.contact_files.table.identity import Identity, identity_of
from maillage.ground.directory.contact_files.table.kinds import written_kind
from maillage.ground.directory.contact_files.table.likeness import Names
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedMandate, PlannedPerson
from maillage.ground.directory.contact_files.table.sheet_facts import FACTS
from maillage.ground.directory.contact_files.table.single_seats import single_seat
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.rules import bare_phone, written_phone


def becoming_of_row(plan: ImportPlan, sheet: str, row: int) -> list[Becoming]:
    """The people of a row with their mandate and contacts, else its structure."""
    structures = {organisation.key: organisation for organisation in plan.organisations}
    people = {person.key: person for person in plan.people}
    outcomes = []
    for mandate in plan.mandates:
        if row_of(mandate.source) == (sheet, row):
            home = structures.get(mandate.organisation or "")
            outcomes.append(_person(people[mandate.person], mandate, home.name if home else ""))
    if outcomes:
        return outcomes
    return [
        Becoming(organisation.name, (_reached(organisation.phones, organisation.emails),))
        for organisation in plan.organisations
        if row_of(organisation.source) == (sheet, row)
    ]


def _person(person: PlannedPerson, mandate: PlannedMandate, home: str) -> Becoming:
    seat = f"{mandate.kind}, {mandate.body or 'instance'}" if mandate.is_seat else ""
    place = ", ".join(part for part in (mandate.function or seat, home) if part)
    since = f"depuis le {long_date(mandate.since.day)}" if mandate.since else ""
    lines = (place, _reached(person.phones, person.emails), since)
    return Becoming(
        f"{person.given_name} {person.family_name}".strip(), tuple(line for line in lines if line)
    )


def _reached(phones: Iterable[str], emails: Iterable[str]) -> str:
    return " · ".join([*(written_phone(number) or number for number in phones), *emails])


MandateKey = tuple[int, int, str, str, str]


@dataclass(slots=True)
class ExistingOrganisation:
    """A structure of the workspace, with what a file can be compared to.

    `of_people` are the addresses and numbers of those who act there.
    """

    pk: int
    name: str
    identity: Identity
    facts: dict[str, str]
    population: int | None = None
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    of_people: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ExistingPerson:
    """A person of the workspace, with their addresses and the structures of their mandates."""

    pk: int
    civility: str
    family_name: str
    given_name: str
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    homes: set[int] = field(default_factory=set)
    functions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DirectoryIndex:
    """The indexes of one workspace.

    `holders` are those of a seat of one holder; `places` the communes that names and addresses
    tell; `alike` what each name of a file could be, once it was looked for.
    """

    organisations: dict[int, ExistingOrganisation] = field(default_factory=dict)
    names: Names[ExistingOrganisation] = field(default_factory=Names)
    full_names: Abbreviated[ExistingOrganisation] = field(default_factory=Abbreviated)
    by_number: dict[str, list[ExistingOrganisation]] = field(
        default_factory=lambda: defaultdict(list)
    )
    people: dict[int, ExistingPerson] = field(default_factory=dict)
    by_person_name: dict[tuple[str, str], list[ExistingPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_home: dict[tuple[int, str], list[ExistingPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_given: dict[tuple[int, str], list[ExistingPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_email: dict[str, list[ExistingPerson]] = field(default_factory=lambda: defaultdict(list))
    contacts: set[tuple[str, int, str]] = field(default_factory=set)
    mandates: set[MandateKey] = field(default_factory=set)
    holders: dict[tuple[int, str], list[ExistingPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    places: set[str] = field(default_factory=set)
    alike: dict[str, list[ExistingOrganisation]] = field(default_factory=dict)

    def has_mandate(self, person: int | None, home: int | None, planned: PlannedMandate) -> bool:
        """Whether this mandate is recorded; of any kind, where the file writes none."""
        if person not in self.people or home not in self.organisations:
            return False
        function, body = folded((planned.function or "")[:300]), folded((planned.body or "")[:200])
        kind = "" if planned.is_guessed else written_kind(planned.kind)
        kinds = (kind,) if kind else MandateKind.values
        return any((person, home, one, function, body) in self.mandates for one in kinds)


def directory_index(workspace_id: int) -> DirectoryIndex:
    """The structures in force and the people of a workspace, in a constant number of queries.

    Whoever enters while it is read is left out: an import that writes reads it again, alone.
    """
    index = DirectoryIndex()
    _add_organisations(index, workspace_id)
    _add_people(index, workspace_id)
    _add_mandates(index, workspace_id)
    _add_contacts(index, workspace_id)
    return index


def _add_organisations(index: DirectoryIndex, workspace_id: int) -> None:
    rows = Organisation.objects.filter(workspace=workspace_id, ended_on__isnull=True)
    columns = ("pk", "name", "population", *FACTS)
    for pk, name, population, *facts in rows.order_by("pk").values_list(*columns):
        values = dict(zip(FACTS, facts, strict=True))
        if values["kind"] == OrganisationKind.OTHER:
            values["kind"] = ""
        organisation = ExistingOrganisation(pk, name, identity_of(name, values), values, population)
        index.organisations[pk] = organisation
        town = name_parts(name).core if _is_commune(name, values["kind"]) else ""
        index.places |= {organisation.identity.place, town} - {""}
        index.names.add(organisation, name, values["short_name"])
        index.full_names.add(organisation, name)
        for number in organisation.identity.numbers.values():
            index.by_number[number].append(organisation)


def _is_commune(name: str, kind: str) -> bool:
    return kind == OrganisationKind.COMMUNE or name_parts(name).kind == "commune"


def _add_people(index: DirectoryIndex, workspace_id: int) -> None:
    rows = Person.objects.filter(workspace=workspace_id)
    for row in rows.values_list("pk", "civility", "family_name", "given_name"):
        person = ExistingPerson(*row)
        index.people[person.pk] = person
        family = folded(person.family_name)
        index.by_person_name[(family, folded(person.given_name))].append(person)


def _add_mandates(index: DirectoryIndex, workspace_id: int) -> None:
    rows = Mandate.objects.filter(person__workspace=workspace_id)
    columns = ("person_id", "organisation_id", "kind", "function", "body", "until", "notes")
    today = timezone.localdate()
    for number, home, kind, function, body, until, notes in rows.values_list(*columns):
        person = index.people.get(number)
        if person is None:
            continue
        index.mandates.add((number, home, kind, folded(function), folded(body)))
        _add_home(index, person, home)
        seat = single_seat(function)
        if seat and (until is None or until >= today) and NOTED_AS_LEFT not in notes:
            index.holders[(home, seat)].append(person)
        if function:
            person.functions.append(function)


def _add_home(index: DirectoryIndex, person: ExistingPerson, home: int) -> None:
    """The structure among those of the person, who is found there by each of their names."""
    if home not in person.homes:
        person.homes.add(home)
        index.by_home[(home, folded(person.family_name)[:3])].append(person)
        index.by_given[(home, folded(person.given_name))].append(person)


def _add_contacts(index: DirectoryIndex, workspace_id: int) -> None:
    of_people = Contact.objects.filter(person__workspace=workspace_id)
    for number, kind, value in of_people.values_list("person_id", "kind", "value"):
        person, written = index.people.get(number), _as_files_say(kind, value)
        if person is None:
            continue
        index.contacts.add(("person", number, written))
        for home in person.homes & index.organisations.keys():
            index.organisations[home].of_people.add(written)
        if kind == "email":
            person.emails.add(written)
            index.by_email[written].append(person)
        else:
            person.phones.add(written)
    of_structures = Contact.objects.filter(organisation__workspace=workspace_id)
    for number, kind, value in of_structures.values_list("organisation_id", "kind", "value"):
        written = _as_files_say(kind, value)
        index.contacts.add(("organisation", number, written))
        organisation = index.organisations.get(number)
        if organisation is not None:
            (organisation.emails if kind == "email" else organisation.phones).add(written)


def _as_files_say(kind: str, value: str) -> str:
    """The address in small letters; the telephone without the spaces that it is written with."""
    return bare_phone(value) if kind == "phone" else value.lower()
