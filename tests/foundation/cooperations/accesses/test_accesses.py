"""Who works in the cooperation, and how an access ends."""

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access


def test_register_shows_who_works_here(officer: Client, cooperation: Cooperation) -> None:
    make_access(user=make_user(name="Nadia Guérineau"), cooperation=cooperation, role="team")

    page = officer.get(reverse("cooperations:accesses", args=[cooperation.slug]))

    assert "Nadia Guérineau" in page.text
    assert "équipe projet" in page.text


def test_partner_does_not_see_accesses(sign_in: SignIn, cooperation: Cooperation) -> None:
    page = sign_in("partner").get(reverse("cooperations:accesses", args=[cooperation.slug]))

    assert page.status_code == 403


def test_withdrawn_access_is_kept_as_history(officer: Client, cooperation: Cooperation) -> None:
    given = make_access(cooperation=cooperation, role="team")
    client = signed_in(given)

    officer.post(
        reverse("cooperations:access", args=[cooperation.slug, given.pk]), {"withdraw": "1"}
    )

    given.refresh_from_db()
    assert given.ended_at is not None
    assert client.get(f"/c/{cooperation.slug}/").status_code == 404


def test_role_changes_and_the_former_is_kept(officer: Client, cooperation: Cooperation) -> None:
    given = make_access(cooperation=cooperation, role="team")

    officer.post(
        reverse("cooperations:access", args=[cooperation.slug, given.pk]), {"role": "observer"}
    )

    accesses = Access.objects.filter(user=given.user).order_by("pk")
    assert [(one.role, one.ended_at is None) for one in accesses] == [
        ("team", False),
        ("observer", True),
    ]


def test_last_officer_stays(access: Access, officer: Client) -> None:
    page = officer.post(
        reverse("cooperations:access", args=[access.cooperation.slug, access.pk]),
        {"role": "observer"},
        follow=True,
    )

    access.refresh_from_db()
    assert access.ended_at is None
    assert "invitez d’abord" in page.text


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("cooperations:accesses", args=[cooperation.slug])
    with django_assert_num_queries(6):
        officer.get(url)
    make_access(cooperation=cooperation)
    make_access(cooperation=cooperation)
    with django_assert_num_queries(6):
        officer.get(url)
