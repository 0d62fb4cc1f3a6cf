"""To whom does one put a question asked of a structure?"""

import re
from collections.abc import Mapping

from maillage.core.folded import fold
from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import in_force

# Whoever is first of a structure: "maire", "maire d’Aubry", "présidente"; never "maire adjoint",
# nor the president of one of its commissions.
FIRST_OFFICE = re.compile(r"maire|maire d.*|presidente?")
NOT_FIRST = re.compile(r"adjoint|delegue|quartier|honoraire")


def point_of_contact(cooperation: int, organisation: int | None) -> Person | None:
    """Who answers for a member in this cooperation, or None."""
    rows = Member.objects.filter(
        in_force(), cooperation=cooperation, organisation=organisation, contact__isnull=False
    )
    member = rows.select_related("contact").first() if organisation else None
    return member.contact if member else None


def points_of_contact(cooperation: int) -> Mapping[int, Person]:
    """Who answers for each member in this cooperation, by the number of its structure."""
    rows = Member.objects.filter(in_force(), cooperation=cooperation, contact__isnull=False)
    members = rows.select_related("contact").order_by("-pk")
    return {one.organisation_id: one.contact for one in members if one.contact}


def who_answers_for(cooperation: int, organisation: int | None) -> Person | None:
    """The point of contact of a structure, or else the mayor or president who is alone in office.

    Two at once are none: nobody is guessed.
    """
    contact = point_of_contact(cooperation, organisation)
    if contact is not None or organisation is None:
        return contact
    rows = Mandate.objects.filter(
        in_force(),
        organisation=organisation,
        kind__in=(MandateKind.ELECTED, MandateKind.TITULAIRE, MandateKind.VOLUNTEER),
    )
    first = [one for one in rows.select_related("person") if _is_first(one.function)]
    people = {one.person_id: one.person for one in first}
    return people.popitem()[1] if len(people) == 1 else None


def _is_first(function: str) -> bool:
    office = fold(function).strip()
    return bool(FIRST_OFFICE.fullmatch(office)) and not NOT_FIRST.search(office)


def addressed(person: Person | None, otherwise: object) -> dict[str, object]:
    """To whom a question goes: this person and their address, or the other name and nothing."""
    if person is None:
        return {"recipient": str(otherwise), "email": ""}
    contacts = Contact.objects.filter(person=person, kind=ContactKind.EMAIL).order_by("rank", "pk")
    email = contacts.values_list("value", flat=True).first()
    return {"recipient": str(person), "email": email or ""}
