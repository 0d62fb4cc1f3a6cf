"""What do the records of one sheet say: who, in which structure, as what?"""

from collections.abc import Callable
from dataclasses import replace

from maillage.foundation.exchange.cells.problems import Problems, Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cleaning.opinions import is_opinion
from maillage.foundation.exchange.cleaning.people_cells import PersonReading
from maillage.foundation.exchange.tables.records import RecordCell, Records
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.tables.slots import Slot
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.contact_files.table.answers import FileAnswers
from maillage.ground.directory.contact_files.table.bodies import body_in_text
from maillage.ground.directory.contact_files.table.doubts import LEFT, Doubts
from maillage.ground.directory.contact_files.table.fields import LONGEST
from maillage.ground.directory.contact_files.table.function_structures import FunctionStructures
from maillage.ground.directory.contact_files.table.mentions import (
    Mentions,
    OrganisationMention,
    PersonMention,
)
from maillage.ground.directory.contact_files.table.mixed_rows import MixedRows
from maillage.ground.directory.contact_files.table.organisation_rows import (
    commune_of_slot,
    lacks_its_name,
    organisations_of,
)
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.row_contacts import RowContacts, SlotNames
from maillage.ground.directory.contact_files.table.row_dates import informed_on
from maillage.ground.directory.contact_files.table.row_mandates import (
    RowMandates,
    Surroundings,
)
from maillage.ground.directory.contact_files.table.sections import Sections
from maillage.ground.directory.contact_files.table.slot_people import SlotPeople, people_of_slot
from maillage.ground.directory.contact_files.table.structure_blocks import StructureBlocks
from maillage.ground.directory.contact_files.table.successors import Successors, living
from maillage.ground.directory.contact_files.table.title_contacts import (
    take_title_contacts,
    titles_with_contacts,
)

SlotOfRow = tuple[Slot, SlotPeople]
_NO_STRUCTURE = (
    "Structure vide : cette personne entre sans structure. Écrivez-la si vous la connaissez."
)


class SheetMentions:
    """Reads the tables of one sheet, record by record, into mentions."""

    def __init__(
        self,
        reading: SheetReading,
        mentions: Mentions,
        problems: Problems,
        answers: FileAnswers,
    ) -> None:
        self.reading = self._reading = reading
        self._answers = answers
        self._mentions = mentions
        self._problems = problems
        self._title_body = _body_of_titles(reading)
        self._sections = Sections(reading, problems)
        self._blocks = StructureBlocks()
        self._doubts = Doubts()
        self._last_organisation: int | None = None
        self._head: int | None = None

    @property
    def title_is_body(self) -> bool:
        """Whether the titles of the sheet were useful to name the body of its seats."""
        seats = any(mapped.has_seats for mapped in self._reading.tables)
        return seats and self._title_body is not None

    def read(self, tell_row: Callable[[], None]) -> None:
        """Adds what every record says, and tells that it did."""
        self._sections.take_first()
        titles = titles_with_contacts(self._reading)
        for mapped in self._reading.tables:
            records = Records(self._reading.sheet, mapped, self._problems)
            functions = FunctionStructures(self._reading, mapped, self._mentions, self._problems)
            sections = sorted(mapped.table.sections.items())
            limited = [(c.number, LONGEST[c.field]) for c in mapped.columns if c.field in LONGEST]
            mixed = MixedRows(self._reading.sheet, mapped)
            self._doubts = Doubts()
            for number in mapped.table.records:
                while sections and sections[0][0] < number:
                    self._open_section(mapped, *sections.pop(0))
                cells, structure = functions.parted(records.read(number))
                own = mixed.mapped_of(number)
                row = RowCells(self._reading.sheet, own, number, cells, self._problems)
                row.structure_beside, row.answers = structure, self._answers
                row.is_under_head, row.titles = mixed.is_under(number), titles
                _remark_cut(row, limited)
                self._read_row(row)
                tell_row()
            self._doubts.close()
            for last in sections:
                if any(map(str.isalpha, last[1])):  # a sum under its column tells nothing
                    self._open_section(mapped, *last)
        title = self._sections.title
        take_title_contacts(self._reading, title, self._mentions, self._problems)

    def _open_section(self, mapped: MappedTable, row: int, text: str) -> None:
        alone = self._sections.open(mapped, row, text)
        self._head = None
        if alone:
            self._mentions.organisations.append(alone)
            self._head = self._last_organisation = len(self._mentions.organisations) - 1

    def _read_row(self, row: RowCells) -> None:
        if lacks_its_name(row):
            return
        slots = [(slot, living(row, slot, people_of_slot(row, slot))) for slot in row.mapped.slots]
        organisations = self._add_organisations(row, slots)
        organisation = organisations[0] if organisations else None
        first = len(self._mentions.mandates)
        contacts = RowContacts(row, self._mentions)
        contacts.of_structure(organisation)
        sections = self._sections
        around = Surroundings(self._title_body, sections.words, sections.role)
        mandates = RowMandates(row, self._mentions, organisation, around)
        successors = Successors(row, self._mentions, organisation)
        people_by_number: dict[int, list[int]] = {}
        for slot, slot_people in slots:
            home = self._home(row, slot, slot_people, organisation)
            people = self._people(row, slot, slot_people, home, people_by_number)
            own = len(self._mentions.mandates)
            mandates.add(slot, slot_people, people)
            for mandate in self._mentions.mandates[own:]:
                mandate.organisation = home
            if not slot_people.dead:
                families = [self._mentions.people[number].name.family for number in people]
                owners = SlotNames(people, home, families)
                contacts.of_slot(slot, owners)
                if slot_people.contacts:
                    contacts.beside_name(slot_people.contacts, owners)
            if len(people) < 2:
                successors.of_remark(slot, mandates, contacts)
        everybody = [one for people in people_by_number.values() for one in people]
        if slots and not everybody:
            successors.of_notes(slots[0][0], mandates)
        if len(slots) > 1:
            contacts.name_owners(everybody)
        self._look(row, everybody, has_structure=bool(organisations))
        made = list(range(first, len(self._mentions.mandates)))
        if organisations:
            self._place_elsewhere(made, organisations)
        self._notes_of_structure(row, organisation, has_mandates=bool(made))
        successors.of_column(made)

    def _add_organisations(self, row: RowCells, slots: list[SlotOfRow]) -> list[int]:
        """The structures of a row, the one that all the row speaks of first."""
        if row.is_under_head and self._head is not None:
            return [self._in_service(self._head)]
        mentions = organisations_of(row)
        other = None if mentions else _beside_name(row, slots) or self._sections.structure_of(row)
        if other is not None:
            mentions = [other]
        if not mentions:
            above = self._organisation_above(row)
            return [] if above is None else [self._in_service(above)]
        mentions[0].department = mentions[0].department or self._sections.service
        first = len(self._mentions.organisations)
        self._mentions.organisations += mentions
        self._head = self._last_organisation = first
        return list(range(first, first + len(mentions)))

    def _look(self, row: RowCells, people: list[int], *, has_structure: bool) -> None:
        """Says what is doubtful on a row, and asks for the structure where its cell is blank."""
        self._doubts.look(row, len(people))
        if has_structure:
            return
        cell = row.blank_cell("organisation_name")
        is_alone = all(self._mentions.people[number].organisation is None for number in people)
        if people and cell and is_alone and not row.says_whose:
            row.remark(cell, "structure_missing", Severity.WARNING, _NO_STRUCTURE)

    def _home(
        self, row: RowCells, slot: Slot, slot_people: SlotPeople, organisation: int | None
    ) -> int | None:
        """Where the people of a slot act: the structure of the row, or its commune."""
        commune = commune_of_slot(row, slot) if slot_people.people else None
        if commune is None:
            return organisation
        self._mentions.organisations.append(commune)
        return len(self._mentions.organisations) - 1

    def _in_service(self, above: int) -> int:
        """The structure above, or that structure again where a section says of which service."""
        mention, service = self._mentions.organisations[above], self._sections.service
        if not service or mention.department == service:
            return above
        self._mentions.organisations.append(
            replace(mention, facts={}, department=service, repeated=True)
        )
        self._last_organisation = len(self._mentions.organisations) - 1
        return self._last_organisation

    def _place_elsewhere(self, made: list[int], organisations: list[int]) -> None:
        """The same mandates in the other structures of the cell, and the service of the first."""
        mandates = self._mentions.mandates
        service = self._mentions.organisations[organisations[0]].department
        for number in made:
            mandates[number].department = mandates[number].department or service
            mandates.extend(
                replace(
                    mandates[number],
                    organisation=other,
                    department=None,
                    theme=[*mandates[number].theme],
                )
                for other in organisations[1:]
            )

    def _organisation_above(self, row: RowCells) -> int | None:
        """A list by blocks writes the structure once: the lines below belong to it."""
        cell = row.blank_structure_cell()
        if cell is None or self._last_organisation is None:
            return None
        if row.has_remark("empty_marker", cell) or row.has_remark("idem_unresolved", cell):
            return None
        above = self._mentions.organisations[self._last_organisation]
        return self._last_organisation if self._blocks.carries(row, cell, above.raw) else None

    def _people(
        self,
        row: RowCells,
        slot: Slot,
        slot_people: SlotPeople,
        organisation: int | None,
        people_by_number: dict[int, list[int]],
    ) -> list[int]:
        if slot_people.same_as:
            people = list(people_by_number.get(slot_people.same_as.number, []))
        elif slot_people.cell:
            people = [
                self._add_person(row, slot_people.cell, person, organisation)
                for person in slot_people.people
            ]
        else:
            people = []
        self._facts(row, slot, people)
        people_by_number[slot.number] = people
        return people

    def _add_person(
        self, row: RowCells, cell: RecordCell, person: PersonReading, organisation: int | None
    ) -> int:
        self._mentions.people.append(
            PersonMention(
                cell.place, row.sheet.name, row.row, cell.text, person.name, organisation,
                repeated=cell.repeated,
            )
        )  # fmt: skip
        return len(self._mentions.people) - 1

    def _facts(self, row: RowCells, slot: Slot, people: list[int]) -> None:
        facts: dict[str, str | None] = {}
        if row.mapped.has("informed_on"):
            facts["informed_on"] = informed_on(row, row.of_either(slot, "informed_on"))
        for name in ("skills", "availability"):
            cell = row.of_either(slot, name)
            if cell and not self._speaks_of_structure(row, name):
                facts[name] = one_line(cell.text)
        status = row.of_either(slot, "presence_status")
        is_open = status is not None and row.answers.end_at(status.place) is None
        if status and is_open and is_word("no", status.text) and people:
            row.remark(status, "left_without_date", Severity.WARNING, LEFT)
        for number in people:
            self._mentions.people[number].facts |= facts

    def _speaks_of_structure(self, row: RowCells, name: str) -> bool:
        return name == "availability" and len(row.mapped.slots) != 1

    def _notes_of_structure(
        self, row: RowCells, organisation: int | None, *, has_mandates: bool
    ) -> None:
        if organisation is None:
            return
        texts: list[str] = []
        opening = row.of_row("availability")
        if opening and self._speaks_of_structure(row, "availability"):
            texts.append(opening.text)
        notes = row.of_row("notes")
        if notes and not has_mandates and not is_opinion(notes.text):
            texts.append(notes.text)
        if texts:
            self._mentions.organisations[organisation].facts["notes"] = " ; ".join(texts)


def _beside_name(row: RowCells, slots: list[SlotOfRow]) -> OrganisationMention | None:
    """The structure written beside a name, « Eve ROY (Caf) », or beside a function."""
    for _, slot_people in slots:
        if slot_people.structure and slot_people.cell:
            name = slot_people.structure
            return OrganisationMention(slot_people.cell.place, row.sheet.name, name, name, row.row)
    beside = row.structure_beside
    if beside is None:
        return None
    return OrganisationMention(
        beside.place, row.sheet.name, beside.text, beside.text, row.row, repeated=beside.repeated
    )


def _body_of_titles(reading: SheetReading) -> str | None:
    sheet = reading.sheet
    for row in reading.rows.title_rows:
        body = body_in_text(sheet.text(row, min(sheet.rows[row])))
        if body:
            return body
    return None


def _remark_cut(row: RowCells, limited: list[tuple[int, int]]) -> None:
    """Says of each cell longer than its column keeps that its end is left out."""
    for number, most in limited:
        cell = row.cell(number)
        if cell and len(cell.text) > most:
            message = f"{len(cell.text)} lettres : les {most} premières sont gardées."
            row.remark(cell, "too_long", Severity.WARNING, message, cell.text[:most])
