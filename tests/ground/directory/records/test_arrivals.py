"""What arrives in a cooperation speaks of nobody of the others of the workspace."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.arrivals import arrivals_since
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.directory.records.queries.arrivals import reader_of_own_arrivals
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import (
    make_contact,
    make_member,
    make_member_person,
    make_organisation,
)


def write_in_the_directory(cooperation: Cooperation, name: str, organisation: Organisation) -> None:
    """Somebody else adds a person to a structure, and its e-mail, in one gesture."""
    workspace = cooperation.workspace
    with journal.write(make_user(name="Nora"), workspace_id=workspace.pk, topic="people"):
        person = Person.objects.create(workspace=workspace, family_name=name)
        Mandate.objects.create(person=person, organisation=organisation)
        organisation.save()


def test_people_and_structures_of_other_cooperations_do_not_arrive(access: Access) -> None:
    cooperation = access.cooperation
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    theirs, ours, unplaced = (
        make_organisation(workspace=cooperation.workspace, name=name)
        for name in ("Commune de Vue", "Commune de Bouin", "Caf")
    )
    make_member(cooperation=beside, organisation=theirs)
    make_member(cooperation=cooperation, organisation=ours)
    for name, organisation in (("Thébault", theirs), ("Gaborit", ours), ("Pineau", unplaced)):
        organisation.commune = name
        write_in_the_directory(cooperation, name, organisation)

    day = arrivals_since(timezone.now() - timedelta(minutes=1), reader_of_own_arrivals(access))

    words = " ".join(one.sentence for one in day[0].arrivals)
    names = ("Thébault", "Vue", "Gaborit", "Bouin", "Pineau", "Caf")
    assert [name for name in names if name in words] == ["Gaborit", "Bouin", "Pineau", "Caf"]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("officer", "a retiré ines@retz.example.org"),
        ("team", "a retiré des coordonnées"),
        ("elected", "a retiré des coordonnées"),
        ("partner", "a retiré des coordonnées"),
    ],
)
def test_under_the_officers_no_former_address_arrives(
    role: str, words: str, cooperation: Cooperation
) -> None:
    access = make_access(cooperation=cooperation, role=role)
    person = make_member_person(cooperation=cooperation)
    contact = make_contact(person=person, value="ines@retz.example.org")
    before = timezone.now()
    workspace = cooperation.workspace_id
    with journal.write(make_user(name="Nora"), workspace_id=workspace, topic="people"):
        contact.delete()

    day = arrivals_since(before, reader_of_own_arrivals(access))

    assert [one.sentence for one in day[0].arrivals] == [words]
