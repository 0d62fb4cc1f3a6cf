"""Writing the values of a file in the place of those that they replace, where it was answered."""

from maillage.foundation.exchange.targets.answer_keys import replaces_at
from maillage.foundation.exchange.targets.targets import WriteOrder
from maillage.ground.directory.contact_files.queries.existing import DirectoryIndex
from maillage.ground.directory.contact_files.queries.matching import Matches
from maillage.ground.directory.contact_files.queries.replacements import replaced_contacts
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedPerson
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.rules import bare_phone, written_phone


def replace_values(
    plan: ImportPlan, order: WriteOrder, index: DirectoryIndex, result: Matches
) -> None:
    """Gives the sheets of those answered so the name, the address and the numbers of the file."""
    for planned in plan.people:
        match = result.people.get(planned.key)
        if match is None or replaces_at(planned.source) not in order.refused:
            continue
        if match.is_near:
            _rename(Person.objects.get(pk=match.pk), planned)
        for old in replaced_contacts(planned, index.people[match.pk]):
            _replace(match.pk, old.existing, old.read)
            index.contacts.add(("person", match.pk, old.read))


def _rename(sheet: Person, planned: PlannedPerson) -> None:
    sheet.family_name = planned.family_name[:150]
    sheet.given_name = planned.given_name[:150]
    sheet.version += 1
    sheet.save()


def _replace(person: int, existing: str, read: str) -> None:
    """The value of the file where the other stood: taking the import back returns it."""
    for contact in Contact.objects.filter(person=person):
        if existing in {bare_phone(contact.value), contact.value.lower()}:
            contact.value = written_phone(read) or read[:254]
            contact.save()
