"""Who may write about a person: never by a record that one made oneself."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from maillage.ground.directory.people.services import Around, edit_person
from maillage.ground.directory.records.queries.people import namesake_in
from maillage.ground.directory.records.services import Reach
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_person,
    make_spokesperson,
)
from tests.ground.directory.reading import plain

TYPED = {"kind": "other", "function": "bénévole", "since_precision": "day"}
FORMER = ("06 66 66 66 66", "ancienne@retz.example.org")


def url(cooperation: Cooperation, page: str, number: int) -> str:
    return reverse(f"directory:{page}", args=[cooperation.slug, number])


def speaker(cooperation: Cooperation, role: str, organisation: Organisation) -> Client:
    """Signed in, an access of this role that speaks for the structure."""
    access = make_access(cooperation=cooperation, role=role)
    make_spokesperson(access=access, organisation=organisation)
    return signed_in(access)


def person_of(organisation: Organisation, name: str, until: date | None = None) -> Person:
    person = make_person(workspace=organisation.workspace, family_name=name)
    make_mandate(person=person, organisation=organisation, until=until)
    return person


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        ("officer", 302, 302),
        ("team", 302, 403),
        ("partner", 302, 403),
        ("elected", 403, 403),
        ("observer", 403, 403),
    ],
)
def test_a_mandate_is_added_by_who_may_write_the_person_already(
    role: str, own: int, other: int, cooperation: Cooperation, pornic: Organisation
) -> None:
    retz = member_with_name(cooperation, "Pays de Retz")
    people = person_of(pornic, "Gaborit"), person_of(retz, "Pineau")
    client = speaker(cooperation, role, pornic)
    shown = {302: 200, 403: 403}

    for person, answer in zip(people, (own, other), strict=True):
        mandate = url(cooperation, "person_mandate_add", person.pk)
        structure = f"{mandate}?structure={pornic.pk}"

        assert client.get(mandate).status_code == shown[answer]
        assert client.get(structure).status_code == shown[answer]
        assert client.post(structure, TYPED).status_code == answer
        for page in ("person_edit", "person_availability_add"):
            assert client.get(url(cooperation, page, person.pk)).status_code == shown[answer]


def test_the_sheet_of_the_person_of_another_offers_no_mandate(
    cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    people = person_of(pornic, "Gaborit"), person_of(retz, "Pineau")
    client = speaker(cooperation, "partner", pornic)

    offered = [
        url(cooperation, "person_mandate_add", one.pk)
        in client.get(url(cooperation, "person", one.pk)).text
        for one in people
    ]

    assert offered == [True, False]


@pytest.mark.parametrize(("role", "answer"), [("officer", 302), ("team", 403), ("partner", 403)])
def test_the_mandate_of_who_left_for_another_is_not_begun_again(
    role: str, answer: int, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    person = person_of(pornic, "Gaborit", until=date(2025, 8, 31))
    former = Mandate.objects.get()
    make_mandate(person=person, organisation=retz)
    client = speaker(cooperation, role, pornic)
    typed = {"on": "31/12/2099", "version": 1}

    answers = [
        client.post(f"{url(cooperation, 'person_mandate_add', person.pk)}?structure=0").status_code,
        client.post(
            url(cooperation, "person_mandate_edit", former.pk), TYPED | {"version": 1}
        ).status_code,
        client.post(
            url(cooperation, "person_mandate_end", former.pk), typed | {"version": 2}
        ).status_code,
    ]

    assert answers == [404 if role == "officer" else 403, answer, answer]
    former.refresh_from_db()
    assert former.is_in_force == (role == "officer")


def test_the_link_of_a_structure_writes_nothing_on_who_left_it_for_another(
    client: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    person = person_of(pornic, "Gaborit", until=date(2025, 8, 31))
    make_mandate(person=person, organisation=retz)
    link = make_answer_link(cooperation=cooperation, target=pornic.pk)
    card = {"version": "1", "name": pornic.name, "said_by": "L. Roux", "function": "Secrétaire"}
    identity = {"family_name": "Gaborit", "given_name": "Inès", "email": "a@pornic.example.org"}

    client.post(path_of(link), card | identity | {"phone": "01 99 00 14 22"})

    assert not person.contacts.exists()
    assert Contact.objects.get(kind="email").person != person


@pytest.mark.parametrize(
    ("ended", "acts_elsewhere", "is_theirs"),
    [
        (False, False, True),
        (False, True, True),
        (True, False, True),
        (True, True, False),
    ],
)
def test_a_name_is_that_of_who_is_still_of_the_structure(
    ended: bool, acts_elsewhere: bool, is_theirs: bool, pornic: Organisation, retz: Organisation
) -> None:
    person = person_of(pornic, "Gaborit", until=date(2025, 8, 31) if ended else None)
    if acts_elsewhere:
        make_mandate(person=person, organisation=retz)

    assert namesake_in(pornic, "GABORIT", "inès") == (person if is_theirs else None)


@pytest.mark.parametrize(
    ("role", "quotes"),
    [("officer", True), ("team", False), ("partner", False), ("elected", False)],
)
def test_under_the_officers_history_says_that_contacts_changed_and_quotes_none(
    role: str, quotes: bool, access: Access, cooperation: Cooperation, pornic: Organisation
) -> None:
    person = person_of(pornic, "Gaborit")
    for kind, value in zip(("phone", "email"), FORMER, strict=True):
        make_contact(person=person, kind=kind, value=value)
    reach = Reach(emails=["ines@retz.example.org"])
    edit_person(author=access.user, person=person, read=1, around=Around(reach))
    reader = signed_in(make_access(cooperation=cooperation, role=role))

    page = plain(reader.get(url(cooperation, "person_all", person.pk)).text)

    assert [value in page for value in FORMER] == [quotes, quotes]
    assert ("Hélène Marchadier a changé des coordonnées." in page) is not quotes
    history = page.partition('id="m-history"')[2]
    assert ("ines@retz.example.org" in history) is quotes
