"""A question asked of a structure goes to its point of contact, or to whoever is alone first."""

from collections.abc import Sequence

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from tests.ground.directory.makers import make_contact, make_mandate, make_member, make_person


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        (["Maire"], "Inès Gaborit 0"),
        (["Maire d’Aubry", "Secrétaire"], "Inès Gaborit 0"),
        (["Adjointe", "Présidente"], "Inès Gaborit 1"),
        (["Maire", "Maire"], None),
        (["Maire adjoint"], None),
        (["Maire délégué de Vue"], None),
        (["Président de la commission eau"], None),
        ([], None),
    ],
)
def test_who_is_alone_first_answers_where_nobody_is_named(
    cooperation: Cooperation, functions: Sequence[str], expected: str | None
) -> None:
    organisation = make_member(cooperation=cooperation).organisation
    for number, function in enumerate(functions):
        person = make_person(workspace=cooperation.workspace, family_name=f"Gaborit {number}")
        make_mandate(person=person, organisation=organisation, kind="elected", function=function)

    first = who_answers_for(cooperation.pk, organisation.pk)

    assert (str(first) if first else None) == expected


def test_the_point_of_contact_comes_first(cooperation: Cooperation) -> None:
    member = make_member(cooperation=cooperation)
    mayor, contact = (make_person(workspace=cooperation.workspace) for _number in range(2))
    make_mandate(person=mayor, organisation=member.organisation, kind="elected", function="Maire")
    make_contact(person=contact, value="ines@bouin.example.org")
    member.contact = contact
    member.save()

    person = who_answers_for(cooperation.pk, member.organisation_id)

    assert person == contact
    assert addressed(person, "Bouin") == {
        "recipient": str(contact),
        "email": "ines@bouin.example.org",
    }
