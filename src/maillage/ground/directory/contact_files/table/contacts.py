"""Whose are these addresses and numbers: the person's or the structure's?"""

import re
from collections import defaultdict

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cleaning.emails import is_generic
from maillage.ground.directory.contact_files.table.mentions import ContactMention
from maillage.ground.directory.contact_files.table.organisations import differs
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation, PlannedPerson
from maillage.ground.directory.contact_files.table.structure_addresses import is_of_structure

_ROW = re.compile(r"\d+$")
_WORDS = {
    "email": ("shared_email", "Même adresse pour deux personnes : rattachée à la structure."),
    "phone": ("shared_phone", "Même numéro pour deux personnes : rattaché à la structure."),
}

_GENERIC = "Adresse générique : rattachée à la structure."
_BEARS_NAME = "Adresse au nom de la structure : rattachée à la structure."


class Contacts:
    """Shares the contacts out once structures and people are known."""

    def __init__(
        self,
        problems: Problems,
        organisations: list[PlannedOrganisation],
        people: list[PlannedPerson | None],
        refused: frozenset[str],
    ) -> None:
        self._problems = problems
        self._organisations = organisations
        self._people = people
        self._refused = refused
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._met: dict[str, set[str]] = defaultdict(set)
        self._of_column: dict[tuple[str, str], tuple[str, set[str]]] = {}

    def share_out(self, contacts: list[ContactMention]) -> None:
        """Gives each contact to its person or structure, in the order of the file."""
        for contact in contacts:
            if not contact.of_structure:
                self._owners[contact.value] |= self._keys(contact)
        for contact in contacts:
            self._give(contact)

    def _keys(self, contact: ContactMention) -> set[str]:
        people = (self._people[number] for number in contact.people)
        return {person.key for person in people if person}

    def _give(self, contact: ContactMention) -> None:
        person = self._people[contact.people[0]] if len(contact.people) == 1 else None
        if person is None or contact.of_structure:
            self._to_structure(contact, person)
        elif len(self._owners[contact.value]) > 1 and contact.place not in self._refused:
            self._remark_shared(contact, person)
            self._to_structure(contact, person)
            if contact.organisation is not None:
                self._organisations[contact.organisation].shared.add(contact.value)
        elif contact.kind == "email" and is_generic(contact.value) and self._has_structure(contact):
            self._to_both(contact, person, _GENERIC)
        elif self._bears_structure(contact, person):
            self._to_both(contact, person, _BEARS_NAME)
        else:
            _give_to(person, contact)

    def _to_both(self, contact: ContactMention, person: PlannedPerson, message: str) -> None:
        """To the structure, and to the person too where the officer asks for it."""
        self._remark_generic(contact, message)
        self._to_structure(contact, person)
        if contact.place in self._refused:
            _give_to(person, contact)

    def _has_structure(self, contact: ContactMention) -> bool:
        return contact.organisation is not None

    def _to_structure(self, contact: ContactMention, person: PlannedPerson | None) -> None:
        owner: PlannedOrganisation | PlannedPerson | None = person
        if contact.organisation is not None:
            owner = self._organisations[contact.organisation]
            self._remark_other(contact, owner)
        if owner is None:
            self._add(
                "contact_unattached", Severity.WARNING, contact,
                "Ni personne ni structure sur cette ligne : non importé. Complétez la ligne.",
            )  # fmt: skip
            return
        _give_to(owner, contact)

    def _remark_other(self, contact: ContactMention, owner: PlannedOrganisation) -> None:
        """Two rows that give one structure two numbers in the same column: which one is right?"""
        if contact.people or not contact.of_row:
            return
        column = _ROW.sub("", contact.place)
        place, values = self._of_column.setdefault(
            (owner.key, column), (contact.place, {contact.value})
        )
        if contact.place == place:
            values.add(contact.value)
        elif contact.value not in values:
            values.add(contact.value)
            self._add(
                "structure_differs", Severity.WARNING, contact,
                differs(place, "les deux sont gardées"),
            )  # fmt: skip

    def _remark_shared(self, contact: ContactMention, person: PlannedPerson) -> None:
        met = self._met[contact.value]
        if met and met != {person.key}:
            code, message = _WORDS[contact.kind]
            self._add(code, Severity.WARNING, contact, message)
        met.add(person.key)

    def _bears_structure(self, contact: ContactMention, person: PlannedPerson) -> bool:
        if contact.kind != "email" or contact.organisation is None:
            return False
        structure = self._organisations[contact.organisation]
        name = f"{structure.name} {structure.facts.get('short_name') or ''}"
        own = f"{person.given_name} {person.family_name}"
        return is_of_structure(contact.value, name, own)

    def _remark_generic(self, contact: ContactMention, message: str) -> None:
        if not contact.is_reported:
            self._add("generic_email", Severity.INFO, contact, message)

    def _add(self, code: str, severity: Severity, contact: ContactMention, message: str) -> None:
        suggestion = None
        if contact.organisation is not None:
            suggestion = self._organisations[contact.organisation].key
        self._problems.add(Problem(code, severity, contact.place, contact.raw, message, suggestion))


def _give_to(owner: PlannedOrganisation | PlannedPerson, contact: ContactMention) -> None:
    values = owner.emails if contact.kind == "email" else owner.phones
    if contact.value not in values:
        values.append(contact.value)
