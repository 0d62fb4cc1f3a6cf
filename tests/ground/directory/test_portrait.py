"""The members on the portrait of the cooperation: structures for all, people for who reads them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.members.points import members_of_portrait
from maillage.ground.directory.models import Member
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_organisation, make_person
from tests.ground.directory.reading import section
from tests.links_to import page_at

portrait_url = page_at("cooperations:portrait")


def place(cooperation: Cooperation, name: str, kind: str = "full") -> Member:
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    return make_member(cooperation=cooperation, organisation=organisation, kind=kind)


def with_contact(member: Member) -> Member:
    member.contact = make_person(workspace=member.cooperation.workspace)
    member.save()
    return member


def test_portrait_names_the_members_by_place(officer: Client, cooperation: Cooperation) -> None:
    pornic = with_contact(place(cooperation, "Commune de Pornic"))
    place(cooperation, "Commune de Machecoul")
    place(cooperation, "Caf de Retz", "funder")

    words = section(officer.get(portrait_url(cooperation)).text, "m-panel-1")

    sheet = reverse("directory:organisation", args=[cooperation.slug, pornic.organisation_id])
    assert "Deux signataires et un financeur." in words
    assert [words.count(word) for word in ("Signataires</h3>", "Financeur</h3>")] == [1, 1]
    assert f'<a href="{sheet}">Commune de Pornic</a>' in words
    assert "Inès Gaborit" in words


def test_observer_reads_structures_and_no_people(sign_in: SignIn, cooperation: Cooperation) -> None:
    with_contact(place(cooperation, "Commune de Pornic"))

    text = sign_in(Role.OBSERVER).get(portrait_url(cooperation)).text

    assert ("Commune de Pornic" in text, "Gaborit" in text) == (True, False)


def test_former_members_and_others_are_left_out(officer: Client, cooperation: Cooperation) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    place(beside, "Commune de Saumur")
    gone = place(cooperation, "Commune de Tharon")
    gone.until = date(2024, 1, 1)
    gone.save()

    text = officer.get(portrait_url(cooperation)).text

    assert [word for word in ("Saumur", "Tharon") if word in text] == []
    assert "Aucune structure n’est encore membre." in text


def test_panel_answers_for_the_cooperation_alone(access: Access) -> None:
    number = access.cooperation_id

    answers = [
        members_of_portrait(access, kind, requested_number)
        for kind, requested_number in (("person", number), ("cooperation", number + 1))
    ]

    assert answers == [(), ()]


@pytest.mark.parametrize("count", [1, 3])
def test_panel_takes_as_many_queries_for_three(access: Access, count: int) -> None:
    for number in range(count):
        with_contact(place(access.cooperation, f"Commune {number}"))

    with CaptureQueriesContext(connection) as queries_context:
        members_of_portrait(access, "cooperation", access.cooperation_id)

    assert len(queries_context) == 8


def test_many_members_lead_to_the_register(officer: Client, cooperation: Cooperation) -> None:
    for number in range(32):
        place(cooperation, f"Commune {number:02}")

    words = section(officer.get(portrait_url(cooperation)).text, "m-panel-1")

    assert ("Commune 29" in words, "Commune 30" in words, "Et 2 autres structures" in words) == (
        *(True, False, True),
    )
