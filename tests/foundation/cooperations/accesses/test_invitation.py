"""Inviting somebody, and coming in by the link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import invitation_path
from maillage.foundation.cooperations.models import Access, Cooperation, Invitation
from tests.conftest import SignIn
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_invitation
from tests.foundation.mail.carried import sent_messages
from tests.reliability.meanwhile import written_meanwhile

ANSWER = {"name": "Nadia Guérineau", "password": "des genêts au bord du lac"}


def test_officer_invites_and_can_copy_the_link(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("cooperations:access_invite", args=[cooperation.slug])

    page = officer.post(url, {"email": "Nadia@Retz.example.org", "role": "team"}, follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("nadia@retz.example.org", "team")
    assert invitation_path(invitation) in page.text
    assert [letter.to for letter in sent_messages()] == [["nadia@retz.example.org"]]
    assert invitation_path(invitation) in sent_messages()[0].body


def test_invitation_is_prepared_from_the_page_of_somebody(
    officer: Client, cooperation: Cooperation
) -> None:
    url = reverse("cooperations:access_invite", args=[cooperation.slug])
    sent = {"email": "nadia@retz.example.org", "name": "Nadia G.", "role": "elected"}

    prepared = officer.post(url, sent | {"prepare": "1"})
    count = Invitation.objects.count()
    officer.post(url, sent)

    form = prepared.context["form"]
    assert ({name: form[name].value() for name in sent}, count) == (sent, 0)
    page = Client().get(invitation_path(Invitation.objects.get()))
    assert page.context["form"]["name"].value() == "Nadia G."


def test_subject_stays_on_one_line(officer: Client, cooperation: Cooperation) -> None:
    cooperation.name = "Retz\r\nBcc: tous@example.org"
    cooperation.save()

    officer.post(
        reverse("cooperations:access_invite", args=[cooperation.slug]),
        {"email": "nadia@retz.example.org", "role": "team"},
    )

    assert sent_messages()[0].recipients() == ["nadia@retz.example.org"]
    assert "\n" not in sent_messages()[0].subject


def test_holder_makes_an_account_and_enters(client: Client, cooperation: Cooperation) -> None:
    invitation = make_invitation(cooperation=cooperation)

    page = client.post(invitation_path(invitation), ANSWER, follow=True)

    access = Access.objects.get()
    assert (access.user.email, access.role) == ("nadia@retz.example.org", "team")
    assert page.redirect_chain == [
        (f"/c/{cooperation.slug}/accueil/", 302),
        (f"/c/{cooperation.slug}/ma-journee/", 302),
    ]


def test_link_serves_once(client: Client, cooperation: Cooperation) -> None:
    invitation = make_invitation(cooperation=cooperation)
    client.post(invitation_path(invitation), ANSWER)

    page = Client().post(invitation_path(invitation), ANSWER | {"name": "Autre"})

    assert page.status_code == 410
    assert User.objects.filter(name="Autre").count() == 0


def test_who_alone_runs_the_cooperation_keeps_doing_so(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    invitation = make_invitation(cooperation=cooperation, email=access.user.email, role="team")

    page = officer.post(invitation_path(invitation))

    assert (page.status_code, Access.objects.get().role) == (422, "officer")
    assert "Personne d’autre ne conduit la coopération" in page.text
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_two_who_use_an_invitation_at_once_are_told_that_it_served(
    client: Client, cooperation: Cooperation
) -> None:
    invitation = make_invitation(cooperation=cooperation)
    others = Invitation.objects.filter(pk=invitation.pk)

    with written_meanwhile(lambda: others.update(used_at=timezone.now())):
        page = client.post(invitation_path(invitation), ANSWER)

    assert (page.status_code, "Il a déjà servi" in page.text) == (410, True)


@pytest.mark.parametrize("closing", ["expired", "revoked"])
def test_closed_link_says_whom_to_ask(
    client: Client, cooperation: Cooperation, closing: str
) -> None:
    now = timezone.now()
    invitation = make_invitation(cooperation=cooperation, expires_at=now + timedelta(days=1))
    if closing == "expired":
        invitation.expires_at = now - timedelta(days=1)
    else:
        invitation.revoked_at = now
    invitation.save()

    page = client.get(invitation_path(invitation))

    assert page.status_code == 410
    assert invitation.author.name in page.text


def test_forged_or_altered_link_is_nowhere(client: Client, cooperation: Cooperation) -> None:
    path = invitation_path(make_invitation(cooperation=cooperation))

    assert client.get(path[:-2] + "x/").status_code == 404
    assert client.get("/invitation/1.abcdef~sign/").status_code == 404


def test_known_address_signs_in_first(client: Client, cooperation: Cooperation) -> None:
    holder = make_user(email="nadia@retz.example.org")
    invitation = make_invitation(cooperation=cooperation)

    stopped = client.post(invitation_path(invitation), ANSWER)
    client.force_login(holder)
    client.post(invitation_path(invitation))

    assert "connectez-vous" in stopped.text
    assert [access.user for access in Access.objects.all()] == [holder]


def test_weak_password_keeps_the_seat(client: Client, cooperation: Cooperation) -> None:
    invitation = make_invitation(cooperation=cooperation)

    page = client.post(invitation_path(invitation), ANSWER | {"password": "court"})

    assert "au minimum 12" in page.text
    assert not User.objects.filter(email=invitation.email).exists()


def test_officer_withdraws_an_invitation(officer: Client, cooperation: Cooperation) -> None:
    invitation = make_invitation(cooperation=cooperation)
    path = invitation_path(invitation)

    officer.post(reverse("cooperations:access_invitation", args=[cooperation.slug, invitation.pk]))

    assert Client().get(path).status_code == 404


def test_team_may_not_invite(sign_in: SignIn, cooperation: Cooperation) -> None:
    url = reverse("cooperations:access_invite", args=[cooperation.slug])

    page = sign_in("team").post(url, {"email": "nadia@retz.example.org", "role": "officer"})

    assert page.status_code == 403
    assert not Invitation.objects.exists()


def test_who_works_here_already_is_not_invited_again(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    page = officer.post(
        reverse("cooperations:access_invite", args=[cooperation.slug]),
        {"email": access.user.email.upper(), "role": "observer"},
    )

    assert "a déjà un accès" in page.text
    assert not Invitation.objects.exists()
