"""Which addresses and numbers does this row give, and to whom?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cleaning.emails import (
    belongs_to_name,
    is_generic,
    loose_emails,
    read_emails,
)
from maillage.foundation.exchange.cleaning.people_cells import is_reference
from maillage.foundation.exchange.cleaning.phones import PhoneReading, extension_in, read_phones
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.slots import Slot
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.contact_files.table.mentions import ContactMention, Mentions
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.title_contacts import names_all

_TWO = 2
_BETWEEN_NUMBERS = re.compile(r"\s*[/;\n]\s*")


@dataclass(slots=True)
class SlotNames:
    """The people named in a slot, by the numbers of their mentions, and their structure."""

    people: list[int]
    organisation: int | None
    families: list[str]


class RowContacts:
    """Reads the contact cells of one row into mentions."""

    def __init__(self, row: RowCells, mentions: Mentions) -> None:
        self._row = row
        self._mentions = mentions
        self._of_people: list[ContactMention] = []

    def of_structure(self, organisation: int | None) -> None:
        """Cells that speak of the structure itself."""
        first = len(self._mentions.contacts)
        nobody = SlotNames([], organisation, [])
        for cell in self._own(
            self._row.all_of_row("email_organisation", "contact_details"), nobody
        ):
            self._emails(cell, nobody)
        for cell in self._own(
            self._row.all_of_row("phone_organisation", "contact_details"), nobody
        ):
            self._phones(cell, nobody)
        for cell in self._own(self._row.all_of_row("email", "email_secondary"), nobody):
            self._emails(cell, nobody)
        for cell in self._own(self._row.all_of_row("phone", "mobile"), nobody):
            self._phones(cell, nobody)
        for contact in self._mentions.contacts[first:]:
            contact.of_row = not self._row.has_department

    def beside_name(self, cell: RecordCell, names: SlotNames) -> None:
        """Addresses and numbers written in the cell of a name."""
        if "@" in cell.text:
            self._emails(cell, names)
        if read_phones(cell.text).numbers:
            self._phones(cell, names)

    def of_slot(self, slot: Slot, names: SlotNames) -> None:
        """Cells that speak of the people of a slot."""
        first = len(self._mentions.contacts)
        for cell in self._own(
            self._row.all_of_slot(slot, "email", "email_secondary", "contact_details"), names
        ):
            self._emails(cell, names)
        for cell in self._own(
            self._row.all_of_slot(slot, "phone", "mobile", "contact_details"), names
        ):
            self._phones(cell, names)
        for cell in self._row.all_of_slot(slot, "email", "phone", "mobile", "contact_details"):
            self._repeat_part(cell, names)
        self._of_people += self._mentions.contacts[first:]
        nobody = SlotNames([], names.organisation, [])
        for cell in self._own(self._row.all_of_slot(slot, "email_organisation"), nobody):
            self._emails(cell, nobody)
        for cell in self._own(self._row.all_of_slot(slot, "phone_organisation"), nobody):
            self._phones(cell, nobody)

    def name_owners(self, people: list[int]) -> None:
        """Gives each address of the row to the one person of the row whose name it carries.

        A column of addresses that follows two people is not only for the last of them.
        """
        for contact in self._of_people:
            if contact.kind != "email" or len(contact.people) > 1 or contact.people == people:
                continue
            owners = [number for number in people if self._has_name(contact, number)]
            if len(owners) == 1:
                contact.people, contact.of_structure = owners, False

    def _has_name(self, contact: ContactMention, person: int) -> bool:
        return belongs_to_name(contact.value, self._mentions.people[person].name.family)

    def _repeat_part(self, cell: RecordCell, names: SlotNames) -> None:
        """« eve@x.fr / idem »: of the kind that the cell lacks, what the one above it gives."""
        parts = _BETWEEN_NUMBERS.split(cell.text)
        if len(parts) < _TWO or not any(is_word("idem", part) for part in parts):
            return
        kind = "phone" if "@" in cell.text else "email"
        column = cell.place.rstrip("0123456789")
        above = [
            contact
            for contact in self._mentions.contacts
            if contact.kind == kind and contact.place.rstrip("0123456789") == column
        ]
        values = [contact.value for contact in above if contact.place == above[-1].place]
        if not values:
            message = "« idem » sous une cellule vide : rien à reprendre. Écrivez la valeur."
            self._row.remark(cell, "idem_unresolved", Severity.WARNING, message)
            return
        message = "« idem » : repris de la cellule du dessus."
        self._row.remark(cell, "idem_resolved", Severity.INFO, message, values[0])
        self._share(kind, values, cell, names)

    def _own(self, cells: Iterable[RecordCell], names: SlotNames) -> Iterator[RecordCell]:
        """The cells that say something by themselves."""
        return (cell for cell in cells if not self._refers(cell, names))

    def _refers(self, cell: RecordCell, names: SlotNames) -> bool:
        """Whether a cell sends elsewhere: told, unless a title gives what it sends to."""
        if "@" in cell.text or not cell.text[0].isalpha() or not is_reference(cell.text):
            return False
        if any(
            names_all(title, [family]) for title in self._row.titles for family in names.families
        ):
            message = "Renvoi : coordonnées prises au-dessus de l’en-tête."
            self._row.remark(cell, "reference_to_other_row", Severity.INFO, message)
        else:
            message = "Renvoi à une autre ligne : aucune coordonnée lue. Écrivez-les ici."
            self._row.remark(cell, "reference_to_other_row", Severity.WARNING, message)
        return True

    def _emails(self, cell: RecordCell, names: SlotNames) -> None:
        emails = loose_emails(cell.text)
        mixed = emails not in ((), (cell.text,)) and bool(_numbers_of(cell).numbers)
        reading = read_emails(" ; ".join(emails) if mixed else cell.text)
        if "@" not in cell.text and read_phones(cell.text).numbers:
            self._phones(cell, names)
            return
        for message, guess in reading.refused:
            self._row.remark(cell, "email_invalid", Severity.ERROR, message, guess)
        if reading.lowered:
            lowered = " ; ".join(reading.addresses)
            message = "Adresse mise en minuscules."
            self._row.remark(cell, "email_uppercase", Severity.INFO, message, lowered)
        if mixed:
            self._share("phone", list(_numbers_of(cell).numbers), cell, names)
        self._remark_several(cell, list(reading.addresses), names)
        self._share("email", list(reading.addresses), cell, names)

    def _phones(self, cell: RecordCell, names: SlotNames) -> None:
        has_email = "@" in cell.text
        if has_email:
            self._emails(cell, names)
        reading = _numbers_of(cell)
        if reading.refusal:
            if not has_email:
                severity = Severity.WARNING if reading.is_text else Severity.ERROR
                self._row.remark(cell, "phone_invalid", severity, reading.refusal)
            return
        if reading.zero_restored:
            message = "Neuf chiffres : zéro initial rétabli."
            self._row.remark(cell, "phone_leading_zero", Severity.INFO, message)
        pieces = _BETWEEN_NUMBERS.split(cell.text) if reading.of_structure else []
        if len(pieces) > 1 and all(read_phones(piece).numbers for piece in pieces):
            for piece in pieces:
                self._phones(cell._replace(text=piece), names)
            return
        if reading.of_structure:
            self._remark_switchboard(cell, names)
            if cell.place in self._row.answers.refused and len(names.people) == 1:
                self._share("phone", list(reading.numbers), cell, names)
            names = SlotNames([], names.organisation, [])
        if len(names.people) == 1 and len(reading.numbers) > 1:
            message = (
                f"{len(reading.numbers)} numéros pour une personne : le premier est principal."
            )
            self._row.remark(cell, "several_phones", Severity.INFO, message)
        self._share("phone", list(reading.numbers), cell, names)

    def _remark_switchboard(self, cell: RecordCell, names: SlotNames) -> None:
        """Says whose the number is; the extension is a note on the mandate of the one person."""
        message = "Numéro de standard ou de poste : rattaché à la structure."
        extension = extension_in(cell.text)
        mandates = [
            one
            for one in reversed(self._mentions.mandates)
            if [one.person] == names.people and not cell.repeated
        ]
        if extension and mandates:
            mandates[0].notes.append(extension)
            message += f" « {extension} » est gardé en note, avec le mandat de la personne."
        elif extension:
            message += f" « {extension} » n’est pas gardé : notez-le sur la fiche s’il sert."
        self._row.remark(cell, "phone_with_text", Severity.INFO, message)

    def _is_of_structure(self, value: str, organisation: int | None) -> bool:
        """Whether « idem » repeats what the row above gives as the structure's own."""
        above = reversed(self._mentions.contacts)
        same = next((contact for contact in above if contact.value == value), None)
        return same is not None and same.of_row and same.organisation == organisation

    def _remark_several(self, cell: RecordCell, addresses: list[str], names: SlotNames) -> None:
        parts = addresses
        if names.people:
            parts = [address for address in addresses if not is_generic(address)]
        if len(parts) > 1 and len(names.people) < 2:
            whose = "une personne : la première est principale" if names.people else "la structure"
            message = f"{len(parts)} adresses pour {whose}."
            self._row.remark(cell, "several_emails", Severity.INFO, message)

    def _share(self, kind: str, values: list[str], cell: RecordCell, names: SlotNames) -> None:
        count = len(names.people)
        if count > 1 and values and len(values) != count:
            self._share_unevenly(kind, values, cell, names)
            return
        for place, value in enumerate(values):
            people = names.people[place : place + 1] if count > 1 else names.people
            self._add(kind, value, cell, people, names.organisation)

    def _share_unevenly(
        self, kind: str, values: list[str], cell: RecordCell, names: SlotNames
    ) -> None:
        what = "adresse" if kind == "email" else "numéro"
        if not cell.repeated:
            but = ", sauf l’adresse qui porte un nom" if len(values) > 1 else ""
            message = (
                f"{len(names.people)} personnes, {len(values)} {what}{'s' * (len(values) > 1)} : "
                f"rattaché à la structure{but}."
            )
            self._row.remark(
                cell, "count_mismatch", Severity.WARNING, message, "Rattacher à la structure."
            )
        for value in values:
            owners = [
                number
                for number, family in zip(names.people, names.families, strict=True)
                if kind == "email" and belongs_to_name(value, family)
            ]
            people = owners if len(owners) == 1 and len(values) > 1 else []
            self._add(kind, value, cell, people, names.organisation)

    def _add(
        self, kind: str, value: str, cell: RecordCell, people: list[int], organisation: int | None
    ) -> None:
        if cell.repeated and self._is_of_structure(value, organisation):
            return
        self._mentions.contacts.append(
            ContactMention(
                kind, value, cell.place, cell.text, list(people), organisation,
                of_structure=not people, is_reported=self._row.has_remark("several_emails", cell),
            )
        )  # fmt: skip


def _numbers_of(cell: RecordCell) -> PhoneReading:
    """The numbers of a cell, whatever addresses stand beside them."""
    return read_phones(" ".join(word for word in cell.text.split() if "@" not in word))
