"""Giving a territory to a structure that runs none."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import add_from_register
from tests.conftest import SignIn
from tests.foundation.accounts.makers import make_user
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.territories.makers import make_perimeter, make_territory
from tests.ground.territories.small_register import build_in


@pytest.fixture(autouse=True)
def _small_register(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    settings.TERRITORY_REGISTER = build_in(tmp_path_factory.mktemp("register")).path


@pytest.fixture
def caf(cooperation: Cooperation) -> Organisation:
    """A Caf, member of the cooperation."""
    body = make_organisation(workspace=cooperation.workspace, name="Caf de Retz", kind="social")
    make_member(cooperation=cooperation, organisation=body)
    return body


def page_of(cooperation: Cooperation, body: Organisation) -> str:
    """The page where the structure receives its territory."""
    return reverse("directory:organisation_territory", args=[cooperation.slug, body.pk])


def test_territory_is_found_and_given(
    officer: Client, cooperation: Cooperation, caf: Organisation
) -> None:
    make_territory()
    url = page_of(cooperation, caf)

    offered = officer.get(url, {"q": "porni"}).text
    officer.post(url, {"territory": "commune:44131"})

    caf.refresh_from_db()
    assert 'name="territory" value="commune:44131"' in offered
    assert caf.territory is not None
    assert (caf.territory.name, caf.version) == ("Pornic", 2)


def test_commune_and_body_at_its_seat_stay_apart(
    cooperation: Cooperation, caf: Organisation
) -> None:
    caf.territory = make_territory()
    caf.save()

    body = add_from_register(
        author=make_user(), workspace=cooperation.workspace, territory=caf.territory
    )

    assert (body.name, body.kind) == ("Commune de Pornic", "commune")


@pytest.mark.parametrize("ref", ["", "x", "commune:99999", "perimeter:p0"])
def test_unknown_territory_is_not_given(
    officer: Client, cooperation: Cooperation, caf: Organisation, ref: str
) -> None:
    make_perimeter(cooperation=cooperation)

    officer.post(page_of(cooperation, caf), {"territory": ref})

    caf.refresh_from_db()
    assert caf.territory is None


def test_partner_may_not_place(
    sign_in: SignIn, cooperation: Cooperation, caf: Organisation
) -> None:
    assert sign_in("partner").get(page_of(cooperation, caf)).status_code == 403


def test_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    caf: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    url = page_of(cooperation, caf)
    with django_assert_num_queries(5):
        officer.get(url, {"q": "saint"})
    for code in ("44005", "44012"):
        make_territory(name=code, code=code)
    with django_assert_num_queries(5):
        officer.get(url, {"q": "saint"})
