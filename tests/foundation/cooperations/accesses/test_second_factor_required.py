"""A workspace that asks for a second factor: its officers add one before any of its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import Change
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_application
from tests.foundation.cooperations.makers import make_access, make_administrator, make_cooperation

FACTORS = "/compte/second-facteur/"


@pytest.fixture
def administrator(cooperation: Cooperation) -> Client:
    """A client signed in as the administrator of the workspace, with an application of codes."""
    looking_after = make_administrator(workspace=cooperation.workspace).user
    make_application(user=looking_after)
    client = Client()
    client.force_login(looking_after)
    return client


def ask(administrator: Client, cooperation: Cooperation, value: str = "asked") -> None:
    workspace = reverse("cooperations:workspace", args=[cooperation.workspace.slug])
    administrator.post(workspace, {"second_factor": value})


def test_officer_without_one_is_led_to_add_it_at_the_next_request(
    administrator: Client, officer: Client, cooperation: Cooperation
) -> None:
    path = reverse("cooperations:portrait", args=[cooperation.slug])
    before = officer.get(path).status_code

    ask(administrator, cooperation)
    led = officer.get(path, follow=True)

    assert before == 200
    assert led.redirect_chain == [(FACTORS, 302)]
    assert cooperation.workspace.name in led.text
    assert "demande un second facteur à qui le conduit" in led.text


def test_officer_who_adds_one_goes_back_where_they_went(
    administrator: Client, officer: Client, access: Access, cooperation: Cooperation
) -> None:
    path = reverse("cooperations:portrait", args=[cooperation.slug])
    ask(administrator, cooperation)
    officer.get(path)

    make_application(user=access.user)
    page = officer.get(FACTORS)
    back = officer.get(path)
    again = officer.get(FACTORS)

    assert f'<a href="{path}">Retourner où j’allais</a>' in page.text
    assert back.status_code == 200
    assert "Retourner où j’allais" not in again.text


def test_other_roles_and_other_pages_stay_open(
    administrator: Client,
    officer: Client,
    access: Access,
    sign_in: SignIn,
    cooperation: Cooperation,
) -> None:
    elsewhere = make_access(user=access.user, cooperation=make_cooperation()).cooperation
    ask(administrator, cooperation)

    statuses = [
        sign_in("team").get(reverse("cooperations:portrait", args=[cooperation.slug])).status_code,
        officer.get(reverse("cooperations:portrait", args=[elsewhere.slug])).status_code,
        officer.get(reverse("account")).status_code,
        officer.get(reverse("missions:portfolio")).status_code,
    ]

    assert statuses == [200, 200, 200, 200]


def test_what_was_being_sent_waits_behind_the_second_factor(
    administrator: Client, officer: Client, access: Access, cooperation: Cooperation
) -> None:
    ask(administrator, cooperation)

    officer.post(
        f"/c/{cooperation.slug}/ma-journee/passer-la-main/", {"text": "Rappeler Machecoul."}
    )
    make_application(user=access.user)

    assert '<a href="/compte/reprendre/">Retourner où j’allais</a>' in officer.get(FACTORS).text
    assert "Rappeler Machecoul." in officer.get("/compte/reprendre/").text


def test_administrator_without_one_adds_it_too(cooperation: Cooperation) -> None:
    client = Client()
    client.force_login(make_administrator(workspace=cooperation.workspace).user)
    workspace = reverse("cooperations:workspace", args=[cooperation.workspace.slug])

    client.post(workspace, {"second_factor": "asked"})
    led = client.get(workspace)

    assert led.headers["Location"] == FACTORS


def test_administrator_stops_asking(
    administrator: Client, officer: Client, cooperation: Cooperation
) -> None:
    ask(administrator, cooperation)
    ask(administrator, cooperation, "free")

    assert officer.get(f"/c/{cooperation.slug}/portrait/").status_code == 200
    assert [change.topic for change in Change.objects.all()] == ["workspace", "workspace"]


def test_officer_does_not_decide_it(officer: Client, access: Access) -> None:
    workspace = access.cooperation.workspace

    answer = officer.post(
        reverse("cooperations:workspace", args=[workspace.slug]), {"second_factor": "asked"}
    )
    workspace.refresh_from_db()

    assert (answer.status_code, workspace.requires_second_factor) == (404, False)


def test_a_reader_of_a_workspace_that_asks_nothing_pays_no_query(
    access: Access, django_assert_num_queries: object
) -> None:
    """The door reads the setting with the access."""
    client, path = signed_in(access), f"/c/{access.cooperation.slug}/reglages/"
    client.get(path)

    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture without types
        assert client.get(path).status_code == 200
