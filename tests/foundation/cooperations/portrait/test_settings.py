"""The settings of a cooperation, which two officers may write at once."""

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn

SETTINGS = {
    "name": "Pays de Retz",
    "purpose": "Tenir ensemble.",
    "profile": "petr",
    "phase": "emergence",
    "time_zone": "Europe/Paris",
}


def test_officer_changes_the_settings(officer: Client, cooperation: Cooperation) -> None:
    officer.post(
        reverse("cooperations:settings", args=[cooperation.slug]), SETTINGS | {"version": "1"}
    )

    cooperation.refresh_from_db()
    assert (cooperation.profile, cooperation.phase, cooperation.version) == ("petr", "emergence", 2)


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("cooperations:settings", args=[cooperation.slug])
    officer.post(url, SETTINGS | {"version": "1"})

    page = officer.post(url, SETTINGS | {"version": "1", "purpose": "Autre objet."})

    cooperation.refresh_from_db()
    assert page.status_code == 409
    assert "Autre" in page.text
    assert cooperation.purpose == "Tenir ensemble."


def test_team_may_not_change_them(sign_in: SignIn, cooperation: Cooperation) -> None:
    url = reverse("cooperations:settings", args=[cooperation.slug])

    assert sign_in("team").post(url, SETTINGS).status_code == 403


def test_unknown_time_zone_says_what_to_write(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("cooperations:settings", args=[cooperation.slug])

    page = officer.post(url, SETTINGS | {"version": "1", "time_zone": "Paris"})

    assert "écrivez par exemple Europe/Paris" in page.text


def test_end_before_start_is_refused(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("cooperations:settings", args=[cooperation.slug])
    dates = {"started_on": "01/02/2026", "ends_on": "01/01/2026", "version": "1"}

    page = officer.post(url, SETTINGS | dates)

    assert "La fin précède le début" in page.text
