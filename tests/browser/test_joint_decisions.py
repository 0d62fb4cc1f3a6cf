"""A question put to councils in Chromium: by keys on a phone, and without script."""

import io

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import Answer, JointDecision
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Hands, Keyboard, Plain, tick
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
    make_text_version,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("scripted", "size"), [(True, "phone"), (False, "wide")])
def test_two_councils_answer_by_telephone(
    opened: Open, access: Access, scripted: bool, size: str
) -> None:
    for name in ("Bouin", "Pornic"):
        member_with_name(access.cooperation, name)
    page = opened("/compte/connexion/", script=scripted, size=size)
    origin = sign_in(page, access)
    hands: Hands = Keyboard(page) if scripted else Plain(page)

    page.goto(origin + reverse("governance:joint_decisions", args=[access.cooperation.slug]))
    hands.press("link", "Ajouter une décision")
    hands.write("Intitulé", "Charte 2027-2030")
    hands.press("button", "Enregistrer")
    hands.press("link", "Ajouter une version du texte")
    hands.write("Le texte", "Article 1. Le cap.")
    hands.press("button", "Enregistrer")
    hands.press("link", "Dire quelles structures répondent")
    tick(hands, "Bouin")
    tick(hands, "Pornic")
    hands.press("button", "Enregistrer")
    for name in ("Bouin", "Pornic"):
        hands.press("link", name)
        hands.press("link", "Dire sa réponse")
        hands.choose("adoptée")
        hands.write("Séance du", "06/10/2026")
        hands.write("Auprès de", "Lise Vrignaud")
        hands.press("button", "Enregistrer")

    expect(page.locator(".m-status strong")).to_have_text("Acquise")
    assert (JointDecision.objects.get().standing, Answer.objects.count()) == ("yes", 2)
    assert overflows(page) == 0
    page.reload()
    assert not scripted or violations(page) == []
    assert getattr(hands, "unseen", []) == []


def test_the_matrix_is_answered_by_keys(opened: Open, access: Access) -> None:
    decisions = [
        make_joint_decision(cooperation=access.cooperation, title=title)
        for title in ("Charte", "Statuts")
    ]
    members = [member_with_name(access.cooperation, name) for name in ("Bouin", "Pornic")]
    for decision in decisions:
        for member in members:
            make_deliberation(decision=decision, organisation=member)
    page = opened("/compte/connexion/")
    origin = sign_in(page, access)
    page.goto(origin + reverse("governance:joint_decisions", args=[access.cooperation.slug]))
    first, chosen = page.locator('a.m-cell[tabindex="0"]'), page.locator("#m-chosen a").first

    first.focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#m-chosen-title")).to_have_text("Charte, Pornic")
    expect(chosen).to_be_focused()
    page.keyboard.press("Escape")
    cell = page.locator(f"[id='c-{decisions[0].pk}~{members[1].pk}'] .m-cell")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(chosen).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Adoptée", exact=True).check()
    page.get_by_label("Séance du").fill("06/10/2026")
    page.get_by_label("Auprès de").fill("Lise Vrignaud")
    page.get_by_role("button", name="Enregistrer").press("Enter")

    expect(cell).to_be_focused()
    expect(cell).to_contain_text("adoptée")
    assert (violations(page), overflows(page)) == ([], 0)


@pytest.mark.parametrize(("size", "theme"), [("phone", "light"), ("wide", "dark")])
def test_a_structure_answers_by_link(opened: Open, access: Access, size: str, theme: str) -> None:
    deliberation = make_deliberation(
        decision=make_joint_decision(cooperation=access.cooperation),
        organisation=member_with_name(access.cooperation, "Bouin"),
    )
    make_answer(deliberation=deliberation, vote="deferred")
    link = make_answer_link(cooperation=access.cooperation, purpose="vote", target=deliberation.pk)
    page = opened(path_of(link), size=size, theme=theme)
    assert (violations(page), overflows(page)) == ([], 0)

    page.get_by_label("Adoptée", exact=True).check()
    page.get_by_label("Séance du").fill("06/10/2026")
    page.get_by_label("Une autre personne").check()
    page.get_by_label("Votre nom et votre fonction").fill("Lise Vrignaud")
    page.get_by_role("button", name="Envoyer la réponse").click()

    expect(page.get_by_text("Le vote de Bouin est noté")).to_be_visible()
    assert (violations(page), overflows(page)) == ([], 0)


def test_the_sheet_prints_on_one_side(opened: Open, access: Access) -> None:
    decision = make_joint_decision(cooperation=access.cooperation)
    make_text_version(decision=decision)
    for rank in range(9):
        organisation = member_with_name(access.cooperation, f"Commune de Longeville-{rank}")
        make_answer(deliberation=make_deliberation(decision=decision, organisation=organisation))
    page = opened("/compte/connexion/")
    origin = sign_in(page, access)

    page.goto(
        origin + reverse("governance:joint_decision", args=[access.cooperation.slug, decision.pk])
    )
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    assert len(paper.pages) == 1
    assert "Le chemin de chaque structure" in paper.pages[0].extract_text()
