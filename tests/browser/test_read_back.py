"""The sentence that a form writes as one answers it, and the name of the file that one chooses."""

from datetime import date, time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import Open
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.makers import a_meeting_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def access() -> Access:
    return make_access(role=Role.OFFICER)


def test_the_sentence_says_days_and_hours_in_words(opened: Open, access: Access) -> None:
    meeting = a_meeting_of(access.cooperation)
    meeting.held_on, meeting.starts_at, meeting.place = date(2026, 12, 1), time(18, 30), "Mairie."
    meeting.save()
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)

    page.goto(
        origin + reverse("governance:meeting_edit", args=[access.cooperation.slug, meeting.pk])
    )

    sentence = page.locator("[data-maillage-read-back] .m-reading")
    expect(sentence).to_contain_text("mardi 1er décembre 2026 à 18 h 30, jusqu’à 20 h 30, Mairie.")
    assert sentence.locator("sup").text_content() == "er"
    button = page.get_by_role("button", name="Enregistrer").bounding_box()
    written = sentence.bounding_box()
    assert button is not None
    assert written is not None
    assert written["y"] < button["y"]


def test_a_file_is_chosen_in_our_words_and_its_name_stands(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/")
    origin = sign_in(page, access)

    page.goto(origin + reverse("documents:template", args=[access.cooperation.slug, "convocation"]))
    line = page.locator("[data-maillage-file]")
    expect(line).to_contain_text("Aucun fichier choisi")
    page.get_by_label("Votre modèle").set_input_files(
        {"name": "notre.docx", "mimeType": "application/octet-stream", "buffer": b"x"}
    )

    expect(line).to_contain_text("notre.docx")
