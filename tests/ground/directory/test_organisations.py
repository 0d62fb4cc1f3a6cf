"""The register and the sheet of structures."""

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member, make_organisation


def test_register_lists_the_workspace(officer: Client, cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")

    page = officer.get(reverse("directory:organisations", args=[cooperation.slug]))

    assert "Commune de Machecoul" in page.text


def test_partner_sees_members_only(sign_in: SignIn, cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")
    member = make_organisation(workspace=cooperation.workspace, name="Commune de Pornic")
    make_member(cooperation=cooperation, organisation=member)

    page = sign_in("partner").get(reverse("directory:organisations", args=[cooperation.slug]))

    assert "Commune de Pornic" in page.text
    assert "Commune de Machecoul" not in page.text


def test_officer_adds_a_structure(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("directory:organisation_add", args=[cooperation.slug])

    officer.post(url, {"name": "MSA de Retz", "kind": "social"})

    assert list(Organisation.objects.values_list("name", "kind", "workspace")) == [
        ("MSA de Retz", "social", cooperation.workspace.pk)
    ]


def test_wrong_siren_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("directory:organisation_add", args=[cooperation.slug])

    page = officer.post(url, {"name": "MSA", "kind": "social", "siren": "123456789"})

    assert "Ce SIREN n’existe pas" in page.text
    assert not Organisation.objects.exists()


def test_team_may_not_add(sign_in: SignIn, cooperation: Cooperation) -> None:
    page = sign_in("team").get(reverse("directory:organisation_add", args=[cooperation.slug]))

    assert page.status_code == 403


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("directory:organisations", args=[cooperation.slug])
    make_organisation(workspace=cooperation.workspace)
    with django_assert_num_queries(4):
        officer.get(url)
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")
    make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    with django_assert_num_queries(4):
        officer.get(url)
