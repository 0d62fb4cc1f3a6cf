"""Who takes over from the people of this row, and who of them is dead?"""

import re

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cleaning.people_cells import PersonReading, read_people
from maillage.foundation.exchange.cleaning.remarks import read_remark, replaced_in
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.slots import Slot
from maillage.ground.directory.contact_files.table.mentions import (
    Mentions,
    PersonMention,
    SuccessorMention,
)
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.row_contacts import RowContacts, SlotNames
from maillage.ground.directory.contact_files.table.row_dates import partial, written
from maillage.ground.directory.contact_files.table.row_mandates import RowMandates
from maillage.ground.directory.contact_files.table.slot_people import SlotPeople, remark_death

PERSON_IN_NOTES = "person_in_notes"
REPLACES = "replaces_somebody"
_CONTACT = re.compile(
    r"^(?:contacts?|personne à contacter|interlocut(?:eur|rice)|référente?|correspondante?)\s*:\s*"
    r"(.+)$",
    re.IGNORECASE,
)


def living(row: RowCells, slot: Slot, slot_people: SlotPeople) -> SlotPeople:
    """The people of a slot, but for the one whom a remark says dead, which is told."""
    notes = row.notes_of(slot)
    if notes is None or len(slot_people.people) != 1 or not read_remark(notes.text).dead:
        return slot_people
    remark_death(row, notes)
    return SlotPeople(slot_people.cell, dead=True)


class Successors:
    """Adds to the mentions those who take over from the people of a row."""

    def __init__(self, row: RowCells, mentions: Mentions, organisation: int | None) -> None:
        self._row = row
        self._mentions = mentions
        self._organisation = organisation

    def of_remark(self, slot: Slot, mandates: RowMandates, contacts: RowContacts) -> None:
        """« remplacée par Mme Ida TESSON »: somebody of the same structure and function."""
        notes = self._row.notes_of(slot)
        self._remark_replaced(notes)
        remark = read_remark(notes.text) if notes and not notes.repeated else None
        if notes is None or remark is None or remark.successor is None:
            return
        name = remark.successor.name
        message = "Successeur lu dans une remarque : créé, même structure, même fonction."
        full = " ".join(filter(None, (name.civility, name.given, name.family)))
        self._row.remark(notes, "successor_in_text", Severity.WARNING, message, full)
        number = self._add(notes, remark.successor)
        mandates.succeed(slot, number, notes.place, partial(remark.successor.since))
        if remark.contacts:
            owners = SlotNames([number], self._organisation, [name.family])
            contacts.beside_name(notes._replace(text=remark.contacts), owners)

    def _remark_replaced(self, notes: RecordCell | None) -> None:
        """« remplace L. P. » says nothing of the day when that one left: it is told, unread."""
        whom = replaced_in(notes.text) if notes and not notes.repeated else ""
        if notes and whom:
            message = (
                f"Remplace {whom}, selon le fichier : la fin de mandat de cette personne n’est "
                "pas lue. Notez-la sur sa fiche."
            )
            self._row.remark(notes, REPLACES, Severity.WARNING, message, whom)

    def of_notes(self, slot: Slot, mandates: RowMandates) -> None:
        """« contact : Mme Ida TESSON, gestionnaire », on a row that names nobody."""
        notes = self._row.of_row("notes")
        match = _CONTACT.match(one_line(notes.text)) if notes and not notes.repeated else None
        people = read_people(match[1]).people if match else []
        if notes is None or len(people) != 1 or notes.place in self._row.answers.refused:
            return
        name = people[0].name
        if not (name.civility or name.given) or not any(map(str.isupper, name.family)):
            return
        message = (
            "Une personne est citée dans cette remarque : créée dans la structure de la ligne."
        )
        full = " ".join(filter(None, (name.civility, name.given, name.family)))
        self._row.remark(notes, PERSON_IN_NOTES, Severity.WARNING, message, full)
        mandates.succeed(slot, self._add(notes, people[0]), notes.place, None)
        mandate = self._mentions.mandates[-1]
        if self._row.answers.keeps_remark(notes.place, notes.text):
            mandate.notes = [notes.text]
        mandate.function = people[0].function or mandate.function

    def of_column(self, made: list[int]) -> None:
        """Whom the column of successors names, who takes over the first mandate of the row."""
        cell = self._row.of_row("successor")
        if cell is None or not made:
            return
        people = read_people(cell.text).people
        if len(people) != 1:
            return
        number = self._add(cell, people[0])
        mention, since = self._mentions.people[number], people[0].since
        mention.is_successor = True
        if since and since.date:
            mention.facts["since"] = since.date.isoformat()
            self._row.remark(
                cell, "date_with_text", Severity.WARNING,
                "Début du mandat du successeur lu dans le texte : vérifiez la date.",
                written(since),
            )  # fmt: skip
        self._mentions.successors.append(
            SuccessorMention(number, made[0], partial(since), cell.place, cell.text)
        )

    def _add(self, cell: RecordCell, person: PersonReading) -> int:
        row = self._row
        self._mentions.people.append(
            PersonMention(
                cell.place, row.sheet.name, row.row, cell.text, person.name, self._organisation
            )
        )
        return len(self._mentions.people) - 1
