"""Documents in Chromium: attached, taken away, removed, by the keyboard and without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.models import Attachment
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Hands, Keyboard, Plain
from tests.browser.walking import sign_in
from tests.foundation.documents.makers import make_attachment
from tests.foundation.documents.sample_files import PDF
from tests.foundation.documents.templates import docx_of
from tests.ground.directory.makers import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
Opened = Callable[..., Hands]


@pytest.fixture
def access(transactional_db: None, access: Access) -> Access:
    """An officer, whose pages a real server answers."""
    return access


@pytest.fixture
def hands(opened: Open, access: Access) -> Opened:
    """Opens a page of documents as the officer, on a phone."""

    def open_at(path: str, *, scripted: bool) -> Hands:
        page = opened("/compte/connexion/", size="phone", script=scripted)
        page.goto(sign_in(page, access) + path)
        return Keyboard(page) if scripted else Plain(page)

    return open_at


@pytest.mark.parametrize("scripted", [True, False], ids=["keyboard", "without_script"])
def test_document_is_attached_taken_and_removed(
    hands: Opened, access: Access, scripted: bool, tmp_path: Path
) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace)
    sheet = reverse("directory:organisation", args=[access.cooperation.slug, organisation.pk])
    one = hands(sheet, scripted=scripted)
    page = one.page

    one.press("link", "Joindre un document")
    one.give("Le fichier", "Convention signée.pdf", PDF)
    one.press("button", "Joindre ce document")
    expect(page.get_by_text("« Convention signée.pdf » est joint.").first).to_be_visible()
    with page.expect_download() as event_info:
        _take(page, scripted=scripted)
    event_info.value.save_as(tmp_path / "taken")

    attached = Attachment.objects.get()
    assert (attached.kind, attached.number) == ("organisation", organisation.pk)
    assert event_info.value.suggested_filename == "Convention signée.pdf"
    assert (tmp_path / "taken").read_bytes() == PDF

    one.press("link", "Retirer")
    one.press("button", "Retirer le document")

    expect(page.get_by_text("Le document est retiré").first).to_be_visible()
    assert Attachment.objects.count() == 0
    assert getattr(one, "unseen", []) == []


def _take(page: Page, *, scripted: bool) -> None:
    link = page.get_by_role("link", name="Télécharger")
    if scripted:
        link.focus()
        page.keyboard.press("Enter")
    else:
        link.click()


def test_panel_of_a_sheet_has_no_fault(opened: Open, access: Access, look: tuple[str, str]) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace)
    name = "Convention-de-mise-a-disposition-de-service-2026-" * 2 + ".txt"
    make_attachment(
        cooperation=access.cooperation, name=name, kind="organisation", number=organisation.pk
    )
    sheet = reverse("directory:organisation", args=[access.cooperation.slug, organisation.pk])

    page = opened("/compte/connexion/", size=look[0], theme=look[1])
    page.goto(sign_in(page, access) + sheet)

    expect(page.get_by_role("link", name=name)).to_be_visible()
    assert (violations(page), overflows(page)) == ([], 0)


@pytest.mark.parametrize("scripted", [True, False], ids=["keyboard", "without_script"])
def test_template_is_refused_given_and_put_back(
    hands: Opened, access: Access, scripted: bool
) -> None:
    one = hands(reverse("documents:templates", args=[access.cooperation.slug]), scripted=scripted)
    page = one.page

    one.press("link", "Convocation")
    one.give("Votre modèle", "Faux.docx", docx_of("Le {{ jourr }}"))
    one.press("button", "Prendre ce modèle")
    expect(
        page.get_by_role("heading", name="Ce modèle n’est pas encore utilisable")
    ).to_be_visible()
    expect(page.get_by_text("ne nomme aucun champ connu ici")).to_be_visible()
    assert not scripted or (violations(page), overflows(page)) == ([], 0)

    one.give("Votre modèle", "Nôtre.docx", docx_of("Le {{ jour }}"))
    one.press("button", "Prendre ce modèle")
    expect(page.get_by_text("sert désormais de modèle").first).to_be_visible()
    one.press("button", "Reprendre le nôtre (DOCX)")

    expect(page.get_by_text("Notre modèle sert de nouveau").first).to_be_visible()
    expect(page.get_by_role("heading", name="Modèles précédents")).to_be_visible()
    assert not scripted or (violations(page), overflows(page)) == ([], 0)
    assert getattr(one, "unseen", []) == []
