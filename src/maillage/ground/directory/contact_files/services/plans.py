"""Writing what a file says: what is missing is created, what is known is only completed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, QuerySet
from django.utils import timezone

from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import Figure, Leftover, Outcome, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.bulk import Changes, creations
from maillage.foundation.journal.inserts import records_like
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    MandateKey,
    directory_index,
)
from maillage.ground.directory.contact_files.queries.matching import Match, Matches, matches
from maillage.ground.directory.contact_files.queries.unanswered import entering
from maillage.ground.directory.contact_files.services.own_seats import write_own_seats
from maillage.ground.directory.contact_files.services.replacements import replace_values
from maillage.ground.directory.contact_files.services.rows import (
    MandateRow,
    PersonRow,
    mandate_row,
    person_row,
    write_notes,
)
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson
from maillage.ground.directory.contact_files.table.sheet_facts import population, sheet_facts
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Department, Organisation
from maillage.ground.directory.records.models.people import Mandate, Person, Skill
from maillage.ground.directory.records.rules import written_phone

_REVIEWED_AFTER_YEARS = 3
_HOLDER = Mandate._meta.get_field("person")
_CONTACT_COLUMNS = ("organisation", "person", "kind", "value", "rank")
_Missing = tuple[int, Mapping[str, str | int | date]]
_ContactRow = tuple[int | None, int | None, str, str, int]


@dataclass(slots=True)
class _Written:
    """The rows that stand for each planned record, and what was done."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    completed: int = 0


@dataclass(frozen=True, slots=True)
class PeopleWritten:
    """The number of the sheet of each planned person, by key, and how many sheets are made."""

    numbers: Mapping[str, int]
    created: int


def write_plan(plan: ImportPlan, order: WriteOrder) -> Outcome:
    """Creates and completes everything; inside journal.write, the workspace being locked.

    What waits for an answer is left, and told.
    """
    index = directory_index(order.cooperation.workspace_id)
    plan, waits = entering(plan, index, order.refused)
    result = matches(plan, index, order.refused)
    written = _Written()
    _recall(index, result, written)
    _write_organisations(plan, order, index, result, written)
    _write_people(plan, order, result, written)
    written.completed = _complete(plan, order, index, result)
    replace_values(plan, order, index, result)
    _write_departments(plan, written)
    _write_mandates(plan, index, written)
    _write_contacts(plan, index, result, written)
    _write_skills(plan, written)
    written.created["notes"] = write_notes(plan, order, written.organisations)
    people = Person.objects.filter(workspace=order.cooperation.workspace_id)
    left = write_own_seats(plan.mandates, written.people, people)
    records = tuple(one.pk for one in written.organisations.values())
    made = {
        "organisation": _new(written.organisations, result.organisations),
        "person": _new(written.people, result.people),
    }
    figures, rows = _figures(plan, result, written), _rows(plan, written)
    return Outcome(figures, left, records, made, rows, waits)


def _new(
    rows: Mapping[str, Organisation] | Mapping[str, Person], existing: Mapping[str, Match]
) -> tuple[int, ...]:
    """The numbers of the sheets that no match stands for."""
    return tuple(row.pk for key, row in rows.items() if key not in existing)


def _rows(plan: ImportPlan, written: _Written) -> dict[tuple[str, int], tuple[Leftover, ...]]:
    """The sheets that each row of the file has entered: its people, else its structure."""
    rows: dict[tuple[str, int], dict[str, Leftover]] = {}
    for mandate in plan.mandates:
        person = written.people[mandate.person]
        sheet = f"person:{person.pk}"
        rows.setdefault(row_of(mandate.source), {})[sheet] = Leftover(str(person), sheet)
    for planned in plan.organisations:
        home = written.organisations[planned.key]
        sheet = f"organisation:{home.pk}"
        rows.setdefault(row_of(planned.source), {sheet: Leftover(home.name, sheet)})
    return {row: tuple(sheets.values()) for row, sheets in rows.items()}


def write_people(plan: ImportPlan, order: WriteOrder) -> PeopleWritten:
    """Creates the people of a plan whose structures have a sheet, and their mandates there."""
    index = directory_index(order.cooperation.workspace_id)
    result = matches(plan, index, order.refused)
    written = _Written()
    _recall(index, result, written)
    _write_people(plan, order, result, written)
    _complete(plan, order, index, result)
    _write_mandates(plan, index, written)
    numbers = {key: person.pk for key, person in written.people.items()}
    return PeopleWritten(numbers, written.created["people"])


def _recall(index: DirectoryIndex, result: Matches, written: _Written) -> None:
    """The known rows, with their names only: they are pointed to, not written."""
    for key, match in result.organisations.items():
        name = index.organisations[match.pk].name
        written.organisations[key] = Organisation(pk=match.pk, name=name)
    for key, match in result.people.items():
        person = index.people[match.pk]
        written.people[key] = Person(
            pk=match.pk, family_name=person.family_name, given_name=person.given_name
        )


def _figures(plan: ImportPlan, result: Matches, written: _Written) -> tuple[Figure, ...]:
    return (
        Figure("structures créées", written.created["organisations"]),
        Figure("personnes créées", written.created["people"]),
        Figure("mandats et sièges créés", written.created["mandates"]),
        Figure("coordonnées ajoutées", written.created["contacts"]),
        Figure("fiches déjà connues", len(result.organisations) + len(result.people), "beside"),
        Figure("fiches complétées", written.completed),
        *_notes_figure(written.created["notes"]),
    )


def _notes_figure(count: int) -> tuple[Figure, ...]:
    label = "notes sur des structures, lues par les chargées de coopération"
    return (Figure(label, count),) if count else ()


def _write_organisations(
    plan: ImportPlan,
    order: WriteOrder,
    index: DirectoryIndex,
    result: Matches,
    written: _Written,
) -> None:
    missing = [o for o in plan.organisations if o.key not in result.organisations]
    taken = _sirens_taken(index)
    rows = [_organisation(planned, order, taken) for planned in missing]
    made = journal.bulk_create(Organisation, rows, _with_contacts(missing))
    written.created["organisations"] = len(made)
    written.organisations |= {o.key: row for o, row in zip(missing, made, strict=True)}


def _with_contacts(
    planned: Sequence[PlannedOrganisation | PlannedPerson],
) -> Callable[[Sequence[Model]], Sequence[Changes]]:
    """The entry of a new sheet also tells its addresses and numbers."""

    def value(records: Sequence[Model]) -> Sequence[Changes]:
        entries = creations(records)
        for entry, one in zip(entries, planned, strict=True):
            if one.emails or one.phones:
                phones = [_as_written("phone", phone) for phone in one.phones]
                entry["contacts"] = ("None", ", ".join([*one.emails, *phones]))
        return entries

    return value


def _sirens_taken(index: DirectoryIndex) -> set[str]:
    """The SIREN that one sheet bears without a SIRET: no other may, and none would tell why."""
    facts = (organisation.facts for organisation in index.organisations.values())
    return {one["siren"] for one in facts if one["siren"] and not one["siret"]}


def _organisation(planned: PlannedOrganisation, order: WriteOrder, taken: set[str]) -> Organisation:
    facts = sheet_facts(planned)
    if facts["siren"] and not facts["siret"]:
        facts["siren"] = "" if facts["siren"] in taken else facts["siren"]
        taken.add(facts["siren"])
    count = population(planned)
    return Organisation(
        workspace_id=order.cooperation.workspace_id,
        name=planned.name[:300],
        population=count,
        population_on=timezone.localdate() if count else None,
        source=_source(order.file_name, planned.source),
        **facts | {"kind": organisation_kind(planned.name, str(planned.facts.get("type") or ""))},
    )


def _source(file_name: str, place: str) -> str:
    return f"Import de {file_name[-150:]}, {place[-100:]}"


def _write_people(plan: ImportPlan, order: WriteOrder, result: Matches, written: _Written) -> None:
    missing = [person for person in plan.people if person.key not in result.people]
    shared = Person(
        workspace_id=order.cooperation.workspace_id,
        retained_until=_day_of_review(timezone.localdate()),
    )
    person_rows = (person_row(one, _source(order.file_name, one.source)) for one in missing)
    rows = records_like(shared, PersonRow._fields, person_rows)
    made = journal.bulk_create(Person, rows, _with_contacts(missing))
    written.created["people"] = len(made)
    written.people |= {person.key: row for person, row in zip(missing, made, strict=True)}


def _day_of_review(today: date) -> date:
    return today.replace(year=today.year + _REVIEWED_AFTER_YEARS, day=min(today.day, 28))


def _complete(plan: ImportPlan, order: WriteOrder, index: DirectoryIndex, result: Matches) -> int:
    """Fills the empty fields of the known structures and people; returns how many sheets."""
    workspace = order.cooperation.workspace_id
    organisations = Organisation.objects.filter(workspace=workspace)
    people = Person.objects.filter(workspace=workspace)
    filled = _fill(organisations, _missing_of_organisations(plan, index, result))
    return filled + _fill(people, _missing_of_people(plan, index, result))


def _missing_of_organisations(
    plan: ImportPlan, index: DirectoryIndex, result: Matches
) -> list[_Missing]:
    """What the file says of known structures, that their sheets do not."""
    taken = _sirens_taken(index)
    pairs: list[_Missing] = []
    for planned in plan.organisations:
        match = result.organisations.get(planned.key)
        if match is None:
            continue
        row = index.organisations[match.pk]
        missing: dict[str, str | int | date] = {
            name: value
            for name, value in sheet_facts(planned).items()
            if value and not row.facts[name]
        }
        if missing.get("siren") in taken and not (missing.get("siret") or row.facts["siret"]):
            del missing["siren"]
        count = population(planned)
        if count and row.population is None:
            missing |= {"population": count, "population_on": timezone.localdate()}
        if missing:
            pairs.append((match.pk, missing))
    return pairs


def _missing_of_people(plan: ImportPlan, index: DirectoryIndex, result: Matches) -> list[_Missing]:
    pairs: list[_Missing] = []
    for person in plan.people:
        match = result.people.get(person.key)
        if match and person.civility and not index.people[match.pk].civility:
            pairs.append((match.pk, {"civility": person.civility}))
    return pairs


def _fill(sheets: QuerySet[Organisation] | QuerySet[Person], missing: Sequence[_Missing]) -> int:
    """Writes on each of these sheets what was missing there; returns how many were written."""
    read = sheets.in_bulk([number for number, _values in missing])
    for number, values in missing:
        sheet = read[number]
        for name, value in values.items():
            setattr(sheet, name, value)
        sheet.version += 1
        sheet.save()
    return len(missing)


def _write_departments(plan: ImportPlan, written: _Written) -> None:
    wanted = {
        (written.organisations[organisation.key].pk, name[:200])
        for organisation in plan.organisations
        for name in organisation.departments
    }
    if not wanted:
        return
    homes = {home for home, _ in wanted}
    rows = Department.objects.filter(organisation__in=homes).values_list("organisation_id", "name")
    missing = sorted(wanted - set(rows))
    journal.bulk_create(
        Department, [Department(organisation_id=home, name=name) for home, name in missing]
    )


def _write_mandates(plan: ImportPlan, index: DirectoryIndex, written: _Written) -> None:
    departments = {
        (home, name): pk
        for pk, home, name in Department.objects.filter(
            organisation__in=[
                written.organisations[o.key].pk for o in plan.organisations if o.departments
            ]
        ).values_list("pk", "organisation_id", "name")
    }
    rows: list[MandateRow] = []
    holders: list[Person] = []
    added: set[MandateKey] = set()
    for mandate in plan.mandates:
        if mandate.organisation is None:
            continue
        holder, home = written.people[mandate.person], written.organisations[mandate.organisation]
        department = departments.get((home.pk, (mandate.department or "")[:200]))
        row = mandate_row(mandate, holder.pk, home.pk, department)
        key = (holder.pk, home.pk, row.kind, folded(row.function), folded(row.body))
        if key not in added and not index.has_mandate(holder.pk, home.pk, mandate):
            added.add(key)
            rows.append(row)
            holders.append(holder)
    made = records_like(Mandate(), MandateRow._fields, rows)
    for record, holder in zip(made, holders, strict=True):
        _HOLDER.set_cached_value(record, holder)  # the entry of a mandate names its person
    written.created["mandates"] = len(journal.bulk_create(Mandate, made))


def _write_contacts(
    plan: ImportPlan, index: DirectoryIndex, result: Matches, written: _Written
) -> None:
    """Contacts of new sheets are told by the entry of the sheet, the others by their own."""
    fresh: list[_ContactRow] = []
    added: list[_ContactRow] = []
    for organisation in plan.organisations:
        owner = (written.organisations[organisation.key].pk, None)
        match = result.organisations.get(organisation.key)
        if match is not None:
            shared = organisation.shared & index.organisations[match.pk].of_people
            index.contacts |= {("organisation", match.pk, value) for value in shared}
        rows = fresh if match is None else added
        rows += _contacts("organisation", owner, organisation, index)
    for person in plan.people:
        owner_of_person = (None, written.people[person.key].pk)
        rows = added if person.key in result.people else fresh
        rows += _contacts("person", owner_of_person, person, index)
    journal.bulk_create_parts(Contact, _CONTACT_COLUMNS, fresh)
    names = ("organisation_id", "person_id", "kind", "value", "rank")
    journal.bulk_create(Contact, records_like(Contact(), names, added))
    written.created["contacts"] = len(fresh) + len(added)


def _contacts(
    kind_of_owner: str,
    owner: tuple[int | None, int | None],
    planned: PlannedOrganisation | PlannedPerson,
    index: DirectoryIndex,
) -> list[_ContactRow]:
    number = owner[0] or owner[1] or 0
    rows: list[_ContactRow] = []
    for kind, values in (("email", planned.emails), ("phone", planned.phones)):
        for rank, value in enumerate(values, 1):
            if (kind_of_owner, number, value) not in index.contacts:
                index.contacts.add((kind_of_owner, number, value))
                rows.append((*owner, kind, _as_written(kind, value), rank))
    return rows


def _as_written(kind: str, value: str) -> str:
    """The value as the forms write it: a telephone in pairs."""
    return (written_phone(value) if kind == "phone" else "") or value[:254]


def _write_skills(plan: ImportPlan, written: _Written) -> None:
    wanted = {
        (written.people[person.key].pk, skill.strip()[:120])
        for person in plan.people
        for skill in (person.facts.get("skills") or "").split(",")
        if skill.strip()
    }
    if wanted:
        people = {number for number, _ in wanted}
        rows = Skill.objects.filter(person__in=people).values_list("person_id", "name")
        missing = sorted(wanted - set(rows))
        journal.bulk_create(Skill, [Skill(person_id=n, name=name) for n, name in missing])
