"""Closing a cooperation: everything is read, nothing is written, and an officer opens it again."""

from django.test import Client
from django.urls import reverse

from maillage.core.tools import tools
from maillage.foundation.cooperations.life.services import close_cooperation, reopen_cooperation
from maillage.foundation.cooperations.links.services import invitation_path
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.spaces.queries import accesses_by_user, first_accesses
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_invitation


def closed(access: Access) -> Cooperation:
    """The cooperation of this officer, closed."""
    return close_cooperation(
        author=access.user, cooperation=access.cooperation, reason="Le contrat est fini."
    )


def test_officer_closes_with_a_reason(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("cooperations:life_close", args=[cooperation.slug])

    page = officer.post(url, {"reason": "Le contrat est fini."}, follow=True)

    cooperation.refresh_from_db()
    assert (cooperation.is_closed, cooperation.closing_reason) == (True, "Le contrat est fini.")
    assert "Le contrat est fini." in page.text
    assert "Close depuis le" in page.text


def test_closing_asks_why(officer: Client, cooperation: Cooperation) -> None:
    page = officer.post(reverse("cooperations:life_close", args=[cooperation.slug]), {"reason": ""})

    cooperation.refresh_from_db()
    assert cooperation.is_closed is False
    assert "Écrivez une réponse" in page.text


def test_every_tool_of_a_closed_cooperation_is_read(access: Access, officer: Client) -> None:
    cooperation = closed(access)
    pages = [tool.page for tool in tools.ask()]

    statuses = {
        page: officer.get(reverse(page, args=[cooperation.slug])).status_code for page in pages
    }

    assert statuses == dict.fromkeys(pages, 200)


def test_refusal_says_who_can_open_again(access: Access, sign_in: SignIn) -> None:
    cooperation = closed(access)

    page = sign_in("team").post(f"/c/{cooperation.slug}/")

    assert page.status_code == 403
    assert "Cette coopération est close" in page.text
    assert access.user.name in page.text


def test_officer_opens_again(access: Access, officer: Client) -> None:
    cooperation = closed(access)

    officer.post(reverse("cooperations:life_reopen", args=[cooperation.slug]))

    cooperation.refresh_from_db()
    assert (cooperation.closed_at, cooperation.closing_reason) == (None, "")


def test_settings_read_before_closing_do_not_open_again(
    access: Access, officer: Client, cooperation: Cooperation
) -> None:
    reopen_cooperation(author=access.user, cooperation=closed(access))
    typed = {"name": "Retz", "profile": "petr", "phase": "pre", "time_zone": "Europe/Paris"}

    page = officer.post(
        reverse("cooperations:settings", args=[cooperation.slug]), typed | {"version": "1"}
    )

    cooperation.refresh_from_db()
    assert (page.status_code, cooperation.name) == (409, "Pays de Retz")


def test_team_may_not_close(sign_in: SignIn, cooperation: Cooperation) -> None:
    client = sign_in("team")

    page = client.post(reverse("cooperations:life_close", args=[cooperation.slug]), {"reason": "?"})

    cooperation.refresh_from_db()
    assert (page.status_code, cooperation.is_closed) == (403, False)


def test_invitation_to_a_closed_cooperation_is_refused(access: Access) -> None:
    invitation = make_invitation(cooperation=closed(access))

    page = Client().post(
        invitation_path(invitation), {"name": "Nadia", "password": "phrase bien longue 12"}
    )

    assert page.status_code == 410
    assert "La coopération est close" in page.text


def test_closed_cooperation_reminds_nobody(access: Access) -> None:
    def reminded() -> tuple[list[int], dict[int, list[Access]]]:
        return [one.user_id for one in first_accesses()], accesses_by_user([access.user_id])

    assert reminded() == ([access.user_id], {access.user_id: [access]})

    closed(access)

    assert reminded() == ([], {})
