"""How does one reach a structure or a person?"""

from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person


def reach_as_typed(owner: Organisation | Person) -> dict[str, str]:
    """The e-mails and telephones as the form of the card shows them, one a line."""
    lines: dict[str, list[str]] = {ContactKind.EMAIL: [], ContactKind.PHONE: []}
    for contact in owner.contacts.all():
        lines[contact.kind].append(contact.value)
    return {
        "emails": "\n".join(lines[ContactKind.EMAIL]),
        "phones": "\n".join(lines[ContactKind.PHONE]),
    }


def around_as_typed(person: Person) -> dict[str, str]:
    """The e-mails, telephones and skills as the form of the person shows them."""
    skills = person.skills.order_by("name", "pk").values_list("name", flat=True)
    return {**reach_as_typed(person), "skills": "\n".join(skills)}
