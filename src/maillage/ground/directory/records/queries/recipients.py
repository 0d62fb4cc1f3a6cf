"""To whom does one put a question asked of a structure?"""

from django.db.models import Q

from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import in_force

# Whoever is first of a structure, whatever follows: "maire d’Aubry", "présidente de l’association".
FIRST_OFFICES = Q(folded__regex=r"^(maire|president|presidente)( d| de| du| des|$)") | Q(
    folded__in=("maire", "president", "presidente")
)


def point_of_contact(cooperation: int, organisation: int | None) -> Person | None:
    """Who answers for a member in this cooperation, or None."""
    rows = Member.objects.filter(
        in_force(), cooperation=cooperation, organisation=organisation, contact__isnull=False
    )
    member = rows.select_related("contact").first() if organisation else None
    return member.contact if member else None


def who_answers_for(cooperation: int, organisation: int | None) -> Person | None:
    """The point of contact of a structure, or else the mayor or president who is alone in office.

    Two at once are none: nobody is guessed.
    """
    contact = point_of_contact(cooperation, organisation)
    if contact is not None or organisation is None:
        return contact
    rows = Mandate.objects.filter(
        in_force(),
        FIRST_OFFICES,
        organisation=organisation,
        kind__in=(MandateKind.ELECTED, MandateKind.TITULAIRE),
    )
    people = {one.person_id: one.person for one in rows.select_related("person")}
    return people.popitem()[1] if len(people) == 1 else None


def addressed(person: Person | None, otherwise: object) -> dict[str, object]:
    """To whom a question goes: this person and their address, or the other name and nothing."""
    if person is None:
        return {"recipient": str(otherwise), "email": ""}
    contacts = Contact.objects.filter(person=person, kind=ContactKind.EMAIL).order_by("rank", "pk")
    email = contacts.values_list("value", flat=True).first()
    return {"recipient": str(person), "email": email or ""}
