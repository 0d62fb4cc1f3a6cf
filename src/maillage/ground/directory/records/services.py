"""Keeping the addresses and numbers of a structure or a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person


def keep_contacts(owner: Organisation | Person, kind: str, values: Sequence[str]) -> None:
    """Makes `values` the owner's contacts of this kind, in this order; others of it go.

    Belongs to the transaction of the card it is on.
    """
    contact_by_value = {contact.value: contact for contact in owner.contacts.filter(kind=kind)}
    for value, contact in contact_by_value.items():
        if value not in values:
            contact.delete()
    for rank, value in enumerate(dict.fromkeys(values), start=1):
        _place(contact_by_value.get(value) or _contact(owner, kind, value), rank)


def _contact(owner: Organisation | Person, kind: str, value: str) -> Contact:
    if isinstance(owner, Person):
        return Contact(person=owner, kind=kind, value=value)
    return Contact(organisation=owner, kind=kind, value=value)


def _place(contact: Contact, rank: int) -> None:
    if contact.pk is None or contact.rank != rank:
        contact.rank = rank
        contact.save()


@dataclass(frozen=True)
class Reach:
    """How one reaches a structure or a person: e-mails and phones, in order."""

    emails: Sequence[str] = field(default_factory=tuple)
    phones: Sequence[str] = field(default_factory=tuple)
