"""The whole story of one question put to nine councils: by keys alone, on the width of a phone."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Answer, JointDecision
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Keyboard, tick
from tests.browser.test_main_job import path_of
from tests.browser.walking import sign_in
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)
BY_LINK = ("Bouin", "Legé", "Machecoul")
BY_PHONE = ("Pornic", "Rouans", "Touvois", "Villeneuve")
BY_FILE = ("Chauvé", "Paulx")
TITLE = "Charte 2027-2030"
FOLLOWED = (
    "Structure;Date du conseil;Vote\n" + "".join(f"{name};13/10/2026;adoptée\n" for name in BY_FILE)
).encode()
Follow = Callable[[str], Keyboard]


def open_the_question(hands: Keyboard) -> None:
    hands.press("link", "Ajouter une décision")
    hands.write("Intitulé", TITLE)
    hands.press("button", "Enregistrer")
    hands.press("link", "Ajouter une version du texte")
    hands.write("Le texte", "Article 1. Les parties se donnent un cap commun.")
    hands.press("button", "Enregistrer")
    hands.press("link", "Dire quelles structures répondent")
    for name in (*BY_LINK, *BY_PHONE, *BY_FILE):
        tick(hands, name)
    hands.press("button", "Enregistrer")


def answer_by_link(hands: Keyboard, name: str, follow: Follow) -> None:
    """The officer prepares the link; the structure answers in its own window, without account."""
    hands.press("link", name)
    hands.press("link", "La laisser répondre par lien")
    hands.write("À qui", f"Mairie de {name}")
    hands.press("button", "Préparer le lien")
    structure = follow(path_of(hands.page.get_by_label("Le lien à transmettre").input_value()))
    structure.choose("Adoptée")
    structure.write("Séance du", "08/10/2026")
    structure.choose("Une autre personne")
    structure.write("Votre nom et votre fonction", "Anne Thibaud, secrétaire de mairie")
    structure.press("button", "Envoyer la réponse")

    expect(structure.page.get_by_text(f"Le vote de {name} est noté")).to_be_visible()


def answer_by_phone(hands: Keyboard, name: str) -> None:
    hands.press("link", name)
    hands.press("link", "Dire sa réponse")
    hands.choose("adoptée avec réserves" if name == "Villeneuve" else "adoptée")
    hands.write("Séance du", "06/10/2026")
    if name == "Villeneuve":
        hands.write("Réserves (facultatif)", "Revoir la clé en 2028.")
    hands.write("Auprès de", "Lise Vrignaud")
    hands.press("button", "Enregistrer")


def lift_the_reservation(hands: Keyboard) -> None:
    """The council that had one votes the same text again, without it."""
    hands.press("link", "Villeneuve")
    hands.press("link", "Corriger ou compléter sa réponse")
    hands.choose("adoptée")
    hands.write("Séance du", "20/10/2026")
    hands.write("Réserves (facultatif)", " ")
    hands.write("Auprès de", "Lise Vrignaud")
    hands.press("button", "Enregistrer")


def answer_by_file(hands: Keyboard, content: bytes) -> None:
    """The officer's own table of deliberations, through the wizard of imports."""
    hands.choose("Suivi des délibérations")
    hands.give("Votre fichier", "suivi.csv", content)
    hands.press("button", "Lire ce fichier")
    hands.press("button", "Vérifier les lignes")
    hands.press("button", "Importer")

    expect(hands.page.locator("main")).to_contain_text(re.compile("votes? notés?"))


def paper_of(hands: Keyboard, label: str) -> str:
    """The words of a paper as PDF, once its link has been followed by the keyboard."""
    link = hands.page.get_by_role("link", name=re.compile(f"PDF.*{label}"))
    link.focus()
    with hands.page.expect_download() as given:
        hands.page.keyboard.press("Enter")
    with open(given.value.path(), "rb") as file:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)


def test_nine_councils_answer_until_the_question_is_acquired(
    opened: Open, access: Access, settings: Settings
) -> None:
    settings.TASKS = AT_ONCE
    for name in (*BY_LINK, *BY_PHONE, *BY_FILE):
        member_with_name(access.cooperation, name)
    elected = make_access(cooperation=access.cooperation, role="elected")
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    hands, others = Keyboard(page), list[Keyboard]()

    def follow(path: str) -> Keyboard:
        others.append(Keyboard(opened(path, size="phone")))
        return others[-1]

    page.goto(origin + reverse("governance:joint_decisions", args=[access.cooperation.slug]))
    open_the_question(hands)
    decision = JointDecision.objects.get()
    sheet = reverse("governance:joint_decision", args=[access.cooperation.slug, decision.pk])
    for name in BY_LINK:
        page.goto(origin + sheet)
        answer_by_link(hands, name, follow)
    for name in BY_PHONE:
        page.goto(origin + sheet)
        answer_by_phone(hands, name)
    page.goto(origin + sheet)
    expect(page.locator(".m-status strong")).not_to_have_text("Acquise")
    page.goto(origin + reverse("exchange:import_wizard", args=[access.cooperation.slug]))
    answer_by_file(hands, FOLLOWED)
    page.goto(origin + sheet)

    expect(page.locator(".m-status strong")).to_have_text("Acquise sous réserve")
    assert Answer.objects.filter(replaced_at=None).count() == 9
    assert (violations(page), overflows(page)) == ([], 0)
    paper = paper_of(hands, "Tableau de suivi")
    parts = [
        one for one in (access.cooperation.name, TITLE, "Bouin", "Villeneuve") if one not in paper
    ]
    assert parts == []
    assert [place for one in (hands, *others) for place in one.unseen] == []

    reader = opened("/compte/connexion/", size="phone")
    sign_in(reader, elected)
    reader.goto(origin + sheet)
    read = reader.locator("main").inner_text()
    Keyboard(reader).press("link", "Villeneuve")
    expect(reader.locator("main")).to_contain_text("Revoir la clé en 2028")
    read += reader.locator("main").inner_text()
    assert ["Vrignaud" in read, "Thibaud" in read] == [False, False]

    page.goto(origin + sheet)
    lift_the_reservation(hands)
    page.goto(origin + sheet)
    expect(page.locator(".m-status strong")).to_have_text("Acquise")
    stranger = signed_in(make_access(user=make_user()))
    assert [one.get(sheet).status_code for one in (stranger, Client())] == [404, 302]
