"""What has changed in a structure is on its sheet, for officers alone."""

from datetime import date

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Attitude
from maillage.ground.directory.models import Actor
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_posture, make_subject
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain


def sheet_url(actor: Actor) -> str:
    return reverse("directory:organisation", args=[actor.cooperation.slug, actor.organisation_id])


def test_a_structure_that_moved_says_so_to_officers(officer: Client, pornic: Actor) -> None:
    subject = make_subject(cooperation=pornic.cooperation, label="Charte")
    make_posture(actor=pornic, subject=subject, attitude=Attitude.HOSTILE, on=date(2026, 2, 3))
    make_posture(actor=pornic, subject=subject, attitude=Attitude.NEUTRAL, on=date(2026, 6, 5))

    text = plain(officer.get(sheet_url(pornic)).text)

    assert "Sa posture, pour les chargées de coopération" in text
    assert "hostile → neutre" in text
    assert "se rapproche, Charte, 5 juin 2026" in text
    assert 'class="m-fold m-no-print"><summary><h2>Sa posture' in text
    assert "Imprimée sans ses parties réservées." in text


def test_it_never_sees_what_others_said_of_it(
    sign_in: SignIn, access: Access, pornic: Actor
) -> None:
    make_posture(actor=pornic, attitude=Attitude.HOSTILE)
    partner = make_access(cooperation=access.cooperation, role=Role.PARTNER)
    make_spokesperson(access=partner, organisation=pornic.organisation)

    readers = [signed_in(partner), *(sign_in(role) for role in ("team", "elected", "observer"))]
    texts = [reader.get(sheet_url(pornic)).text for reader in readers]

    assert ["hostile" in text or "Sa posture, pour" in text for text in texts] == [False] * 4
