"""Who is named in one slot of a row, or why nobody is?"""

import re
from dataclasses import dataclass, field

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.names import (
    NameOrder,
    civility_of,
    in_capitals,
    is_particle,
    joined_name,
)
from maillage.foundation.exchange.cleaning.people_cells import (
    PeopleReading,
    PersonReading,
    is_reference,
    is_vacant,
    names_between,
    read_people,
    split_contacts,
)
from maillage.foundation.exchange.tables.records import RecordCell, repeated_label
from maillage.foundation.exchange.tables.slots import WHOLE_NAMES, Slot
from maillage.foundation.exchange.vocabulary.words import people_words, singular_key
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.row_cells import RowCells

_PLAIN = re.compile(r"^[^\W_]+(?:[ '’-][^\W_]+)*$")
_STANDS_FOR = re.compile(r"^rempla[çc]ante?\s+(?:de|d['’]|du)\s*$", re.IGNORECASE)
_NUMBERS = {2: "Deux", 3: "Trois", 4: "Quatre", 5: "Cinq"}


@dataclass(slots=True)
class SlotPeople:
    """The people of a slot; `same_as` is the slot that this one repeats.

    `structure` is written beside the name, « Eve ROY (Caf) », where no column tells it.
    """

    cell: RecordCell | None = None
    people: list[PersonReading] = field(default_factory=list)
    dead: bool = False
    same_as: Slot | None = None
    contacts: RecordCell | None = None
    structure: str | None = None


def people_of_slot(row: RowCells, slot: Slot) -> SlotPeople:
    """The people of a slot, each remark told at its cell."""
    whole = _whole_cell(row, slot)
    if whole:
        return _from_whole(row, slot, whole)
    return _from_parts(row, slot)


def _whole_cell(row: RowCells, slot: Slot) -> RecordCell | None:
    if row.of_slot(slot, "given_name"):
        return None
    return next(row.all_of_slot(slot, *sorted(WHOLE_NAMES)), None)


def _from_whole(row: RowCells, slot: Slot, cell: RecordCell) -> SlotPeople:
    repeated = _repeated_slot(row, slot, cell)
    if repeated:
        return SlotPeople(cell, same_as=repeated)
    if _is_nobody(row, cell):
        return SlotPeople()
    written, contacts = split_contacts(cell.text)
    if written and not any(map(str.isalpha, written)):
        return _without_name(row, cell)
    reading = read_people(written, slot.order)
    civility = row.of_slot(slot, "civility")
    if len(reading.people) == 1 and civility and civility_of(civility.text):
        person = reading.people[0]
        person.name = joined_name(civility.text, person.name.family, person.name.given, slot.order)
    slot_people = _reported(row, cell, reading)
    slot_people.contacts = cell._replace(text=contacts) if contacts else None
    return slot_people


def _from_parts(row: RowCells, slot: Slot) -> SlotPeople:
    family = row.first_of(slot.family_columns)
    given = _whole_given(row, slot)
    civility = row.of_slot(slot, "civility")
    cell = family or given
    if cell is None:
        return SlotPeople()
    if civility and len(names_between(civility.text)) > 1 and given is None:
        message = (
            "Deux personnes sans prénom : aucune personne créée, coordonnées rattachées à la "
            "structure. Nommez chacune sur sa ligne."
        )
        row.remark(civility, "unnamed_person", Severity.WARNING, message)
        return SlotPeople()
    if _is_nobody(row, cell):
        return SlotPeople()
    if any(part and folded(part.text) in people_words()["desk"] for part in (family, given)):
        return _reported(row, given or cell, PeopleReading())
    if given is None and not any(map(str.isalpha, cell.text)):
        return _without_name(row, cell)
    if family and given and _are_swapped(row, slot, family, given):
        message = "Nom et prénom intervertis sur cette ligne : remis dans l’ordre. Vérifiez-les."
        full = f"{family.text} {given.text}"
        family, given = given, family
        cell = min(family, given, key=lambda one: (len(one.place), one.place))
        row.remark(cell, "names_swapped", Severity.WARNING, message, full)
    return _reported(row, cell, _joined(family, given, civility, slot.order))


def _whole_given(row: RowCells, slot: Slot) -> RecordCell | None:
    """« Marie » in a column and « Hélène » in the next are one given name."""
    first, second = row.of_slot(slot, "given_name"), row.of_slot(slot, "second_given_name")
    if first is None or second is None or not _PLAIN.match(second.text):
        return first
    return first._replace(text=f"{first.text} {second.text}")


def _are_swapped(row: RowCells, slot: Slot, family: RecordCell, given: RecordCell) -> bool:
    """Whether the capitals of the family names stand, on this row, in the given name."""
    if _in_capitals(family.text) or not _in_capitals(given.text) or not _PLAIN.match(family.text):
        return False
    return any(row.mapped.is_in_capitals(row.sheet, number) for number in slot.family_columns)


def _in_capitals(text: str) -> bool:
    words = [word for word in text.split() if not is_particle(word)]
    return bool(words) and all(map(in_capitals, words))


def _joined(
    family: RecordCell | None,
    given: RecordCell | None,
    civility: RecordCell | None,
    order: NameOrder,
) -> PeopleReading:
    lead = civility.text if civility else ""
    pairs = _paired(family, given, lead, order) if family and given else []
    if pairs:
        return PeopleReading(pairs)
    if (
        family
        and given
        and _PLAIN.match(family.text)
        and not family.text.startswith(("feu", "Feu"))
    ):
        return PeopleReading([PersonReading(joined_name(lead, family.text, given.text, order))])
    reading = read_people(family.text if family else "", order)
    if reading.dead or (reading.unnamed and given is None and family is not None):
        return reading
    if given is None and len(reading.people) > 1:
        return reading
    first = given.text if given else ""
    name = joined_name(lead, family.text if family else first, first if family else "", order)
    person = PersonReading(name)
    if reading.people and given is None:
        person = reading.people[0]
        lead = lead or person.name.civility or ""
        person.name = joined_name(lead, person.name.family, person.name.given, order)
    return PeopleReading([person])


def _paired(
    family: RecordCell, given: RecordCell, civility: str, order: NameOrder
) -> list[PersonReading]:
    """« PAULET et RICHARDEAU » beside « Inès / Nadia »: as many people, when they are as many."""
    families = names_between(family.text)
    if len(families) < 2 or not all(map(_PLAIN.match, families)):
        return []
    firsts = names_between(given.text)
    if len(families) != len(firsts):
        return []
    civilities = names_between(civility)
    if len(civilities) != len(families):
        civilities = [civility] * len(families)
    return [
        PersonReading(joined_name(lead, name, first, order))
        for lead, name, first in zip(civilities, families, firsts, strict=True)
    ]


def _without_name(row: RowCells, cell: RecordCell) -> SlotPeople:
    """A number where a name stands: nobody, but perhaps a telephone of the structure."""
    message = "Un nombre, pas un nom : aucune personne créée."
    row.remark(cell, "not_a_name", Severity.WARNING, message)
    return SlotPeople(contacts=cell)


def _is_nobody(row: RowCells, cell: RecordCell) -> bool:
    if is_vacant(cell.text):
        message = "Poste ou siège à pourvoir : aucune personne créée."
        row.remark(cell, "vacant", Severity.INFO, message)
        return True
    if is_reference(cell.text) or repeated_label(cell.text):
        row.remark(
            cell, "reference_to_other_row", Severity.WARNING,
            "Renvoi à une autre ligne, pas un nom : aucune personne créée.",
            "Choisir la personne ou laisser vide.",
        )  # fmt: skip
        return True
    return False


def _repeated_slot(row: RowCells, slot: Slot, cell: RecordCell) -> Slot | None:
    """« idem maire »: the slot of the same row whose header has this word."""
    label = repeated_label(cell.text)
    if label is None:
        return None
    words = set(singular_key(label).split())
    others = (
        existing_slot for existing_slot in row.mapped.slots if existing_slot.number != slot.number
    )
    same = next(
        (
            existing_slot
            for existing_slot in others
            if words & set(singular_key(existing_slot.label).split())
        ),
        None,
    )
    if same:
        message = f"« {cell.text} » : la personne de la colonne {same.label}, même ligne."
        row.remark(cell, "idem_resolved", Severity.INFO, message, same.label)
    return same


def _reported(row: RowCells, cell: RecordCell, reading: PeopleReading) -> SlotPeople:
    if reading.dead:
        remark_death(row, cell)
        return SlotPeople(cell, dead=True)
    if not reading.people:
        message = (
            "Fonction sans nom : coordonnées rattachées à la structure, aucune personne créée."
        )
        if not any(map(str.isalpha, cell.text)):
            message = (
                "Un numéro à la place d’un nom : coordonnées rattachées à la structure, aucune "
                "personne créée. Écrivez le nom."
            )
        row.remark(cell, "unnamed_person", Severity.WARNING, message)
        return SlotPeople()
    if reading.unnamed and not cell.repeated:
        message = "Fonction sans nom à côté d’un nom : seule la personne nommée est créée."
        row.remark(cell, "unnamed_person", Severity.WARNING, message)
    if reading.vacant and not cell.repeated:
        message = "Poste ou siège à pourvoir à côté d’un nom : seule la personne nommée est créée."
        row.remark(cell, "vacant", Severity.INFO, message)
    noted = reading.people[0].note
    structure = _structure_beside(row, cell, reading.people) if noted else None
    if not cell.repeated:
        _add_remarks(row, cell, reading.people)
    return SlotPeople(cell, reading.people, structure=structure)


def remark_death(row: RowCells, cell: RecordCell) -> None:
    """Says at the cell which tells it that somebody is dead, and is not imported."""
    message = "Personne décédée : non importée. Retirez la ligne."
    row.remark(cell, "deceased", Severity.ERROR, message)


def _structure_beside(row: RowCells, cell: RecordCell, people: list[PersonReading]) -> str | None:
    note = people[0].note or ""
    if len(people) > 1 or row.mapped.has("organisation_name") or row.mapped.has("commune"):
        return None
    if name_parts(note).kind is None:
        return None
    people[0].note = None
    message = "Structure lue à côté du nom. Mettez-la plutôt dans une colonne « Structure »."
    row.remark(cell, "structure_in_name", Severity.WARNING, message, note)
    return note


def _add_remarks(row: RowCells, cell: RecordCell, people: list[PersonReading]) -> None:
    if len(people) > 1:
        count = _NUMBERS.get(len(people), str(len(people)))
        message = f"{count} personnes dans une cellule : autant de fiches, dans l’ordre."
        row.remark(
            cell, "several_people", Severity.WARNING, message, f"Créer {len(people)} personnes."
        )
    for person in people:
        is_answered = row.answers.end_at(cell.place) is not None
        if person.until and person.until.date and not is_answered:
            day = person.until.date.isoformat()
            message = "Fin de mandat lue dans le texte : vérifiez la date."
            row.remark(cell, "end_in_text", Severity.WARNING, message, f"until = {day}")
        if person.function:
            message = f"Fonction lue à côté du nom : {person.function}."
            row.remark(cell, "function_in_name", Severity.INFO, message, person.function)
        if person.note and _STANDS_FOR.match(person.note):
            person.note = one_line(cell.text)  # whole, for it speaks of somebody else
            message = "Le nom écrit est celui de la personne remplacée : vérifiez qui siège."
            row.remark(cell, "replacement_person", Severity.WARNING, message)
        elif person.note:
            message = "Précision écrite à côté du nom : gardée en note."
            row.remark(cell, "text_in_name", Severity.INFO, message)
