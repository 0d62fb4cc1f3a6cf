"""Closing an account, one's own or that of a user of one's workspace, and opening it again."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_administrator

PASSWORD = "une phrase que je connais"
SIGN_IN, CLOSE = "/compte/connexion/", "/compte/fermer/"


@pytest.fixture
def colleague(cooperation: Cooperation) -> Access:
    """An access of the project team, whose user signs in with a password."""
    return make_access(cooperation=cooperation, user=make_user(password=PASSWORD), role="team")


@pytest.fixture
def administrator(cooperation: Cooperation) -> Client:
    """A client signed in as the administrator of the workspace."""
    client = Client()
    client.force_login(make_administrator(workspace=cooperation.workspace).user)
    return client


def page_of(access: Access) -> str:
    return reverse(
        "cooperations:workspace_account",
        args=[access.cooperation.workspace.slug, access.user_id],
    )


def try_password(user: User, password: str) -> tuple[int, str]:
    """The status and the words of the sign-in page."""
    page = Client().post(SIGN_IN, {"login": user.email, "password": password})
    return page.status_code, re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page.text)


def events(user: User) -> list[tuple[str, int | None]]:
    """What the journal tells of closing and opening, and by whom."""
    rows = LogEntry.objects.filter(object_id=user.pk, action=LogEntry.Action.ACCESS)
    pairs = [(row.additional_data["event"], row.actor_id) for row in rows.order_by("pk")]
    return [one for one in pairs if one[0].startswith("account_")]


def test_closed_account_ends_at_the_next_request_with_the_words_of_a_wrong_password(
    administrator: Client, colleague: Access
) -> None:
    client = signed_in(colleague)

    administrator.post(page_of(colleague))

    assert client.get(f"/c/{colleague.cooperation.slug}/").status_code == 302
    assert try_password(colleague.user, PASSWORD) == try_password(colleague.user, "faux")
    assert try_password(colleague.user, PASSWORD)[0] == 200


def test_reopened_account_finds_its_accesses(administrator: Client, colleague: Access) -> None:
    administrator.post(page_of(colleague))
    administrator.post(page_of(colleague))
    client = Client()

    client.post(SIGN_IN, {"login": colleague.user.email, "password": PASSWORD})

    assert client.get(f"/c/{colleague.cooperation.slug}/").status_code == 200
    author = User.objects.get(administered_workspaces=colleague.cooperation.workspace)
    assert events(colleague.user) == [("account_closed", author.pk), ("account_opened", author.pk)]


def test_user_who_works_elsewhere_too_is_not_closed_from_here(
    administrator: Client, colleague: Access
) -> None:
    make_access(user=colleague.user)

    answer = administrator.post(page_of(colleague))
    colleague.user.refresh_from_db()

    assert (answer.status_code, colleague.user.is_active) == (404, True)


def test_administrator_of_another_workspace_is_not_closed_from_here(
    administrator: Client, colleague: Access
) -> None:
    make_administrator(user=colleague.user)

    assert administrator.post(page_of(colleague)).status_code == 404


def test_officer_closes_nobody(officer: Client, colleague: Access) -> None:
    answer = officer.post(page_of(colleague))
    colleague.user.refresh_from_db()

    assert (answer.status_code, colleague.user.is_active) == (404, True)


def test_accounts_of_the_workspace_are_listed_with_their_gesture(
    administrator: Client, colleague: Access, cooperation: Cooperation
) -> None:
    elsewhere = make_user(name="Ailleurs Partout")
    make_access(cooperation=cooperation, user=elsewhere)
    make_access(user=elsewhere)
    make_access(user=make_user(name="Inconnue Ici"))

    page = administrator.get(
        reverse("cooperations:workspace_accounts", args=[cooperation.workspace.slug])
    )

    assert page.text.count("/comptes/") == 1
    assert f'href="{page_of(colleague)}"' in page.text
    assert ("Ailleurs Partout" in page.text, "Inconnue Ici" in page.text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_accounts_asks_the_same_number_of_queries(
    administrator: Client,
    cooperation: Cooperation,
    number: int,
    django_assert_max_num_queries: object,
) -> None:
    for _one in range(number):
        make_access(cooperation=cooperation, role="team")
    path = reverse("cooperations:workspace_accounts", args=[cooperation.workspace.slug])

    with django_assert_max_num_queries(6):  # type: ignore[operator]  # a fixture without types
        administrator.get(path)


def test_one_closes_their_own_account_by_writing_its_address(colleague: Access) -> None:
    client = signed_in(colleague)

    wrong = client.post(CLOSE, {"email": "autre@retz.example.org"})
    closed = client.post(CLOSE, {"email": colleague.user.email.upper()}, follow=True)
    colleague.user.refresh_from_db()

    assert "Ce n’est pas l’adresse de ce compte." in wrong.text
    assert "Votre compte est fermé." in closed.text
    assert colleague.user.is_active is False
    assert client.get("/compte/").status_code == 302
    assert events(colleague.user) == [("account_closed", colleague.user_id)]


def test_last_officer_does_not_leave_without_a_successor(officer: Client, access: Access) -> None:
    gone = make_access(cooperation=access.cooperation)
    User.objects.filter(pk=gone.user_id).update(is_active=False)

    page = officer.post(CLOSE, {"email": access.user.email})
    access.user.refresh_from_db()

    assert access.user.is_active is True
    assert access.cooperation.name in page.text
    assert "quelqu’un doit d’abord prendre la suite" in page.text


def test_officer_with_a_successor_leaves(officer: Client, access: Access) -> None:
    make_access(cooperation=access.cooperation)

    officer.post(CLOSE, {"email": access.user.email})
    access.user.refresh_from_db()

    assert access.user.is_active is False


def test_last_administrator_does_not_leave(administrator: Client, cooperation: Cooperation) -> None:
    holder = cooperation.workspace.administrators.get()

    page = administrator.post(CLOSE, {"email": holder.email})
    holder.refresh_from_db()

    assert holder.is_active is True
    assert cooperation.workspace.name in page.text
