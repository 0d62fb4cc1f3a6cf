"""A commitment from the telephone to the link, then a question to the councils: keys, no script."""

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import Commitment, Decision, JointDecision
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Hands, Keyboard, Plain
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.commitments.makers import make_commitment

pytestmark = pytest.mark.django_db(transaction=True)
each_way = pytest.mark.parametrize(("scripted", "size"), [(True, "phone"), (False, "wide")])


@each_way
def test_a_promise_is_noted_then_a_part_is_delivered(
    opened: Open, access: Access, scripted: bool, size: str
) -> None:
    member_with_name(access.cooperation, "Bouin")
    page = opened("/compte/connexion/", script=scripted, size=size)
    origin = sign_in(page, access)
    hands: Hands = Keyboard(page) if scripted else Plain(page)

    page.goto(origin + reverse("governance:commitments", args=[access.cooperation.slug]))
    hands.press("link", "Ajouter un engagement")
    hands.pick("Structure qui s’engage", "Bouin")
    hands.write("Ce qui est mis en commun", "Une géomaticienne")
    hands.write("Quantité", "24")
    hands.choose("promis")
    hands.press("button", "Enregistrer")
    hands.press("link", "Noter une étape")
    hands.choose("tenu")
    hands.write("Quantité", "6")
    hands.press("button", "Enregistrer")

    expect(page.locator(".m-reading")).to_contain_text("Tenu en partie")
    commitment = Commitment.objects.get()
    assert (commitment.state, commitment.quantity, commitment.delivered) == (
        "promised",
        Decimal(24),
        Decimal(6),
    )
    assert overflows(page) == 0


@each_way
def test_a_structure_promises_by_link(
    opened: Open, access: Access, scripted: bool, size: str
) -> None:
    bouin = member_with_name(access.cooperation, "Bouin")
    one = make_commitment(cooperation=access.cooperation, organisation=bouin)
    link = make_answer_link(cooperation=access.cooperation, purpose="engagement", target=one.pk)
    page = opened(path_of(link), script=scripted, size=size)
    hands: Hands = Keyboard(page) if scripted else Plain(page)
    faults = [violations(page) if scripted else [], overflows(page)]

    hands.choose("Nous le promettons")
    hands.write("Combien", "18")
    hands.choose("Une autre personne")
    hands.write("Votre nom et votre fonction", "Lise Vrignaud, secrétaire générale")
    hands.press("button", "Envoyer la réponse")

    expect(page.locator("h1")).to_have_text("Votre réponse est enregistrée")
    one.refresh_from_db()
    assert (faults, one.state, one.quantity) == ([[], 0], "promised", Decimal(18))


@each_way
def test_a_question_goes_to_the_councils(
    opened: Open, access: Access, scripted: bool, size: str
) -> None:
    page = opened("/compte/connexion/", script=scripted, size=size)
    origin = sign_in(page, access)
    hands: Hands = Keyboard(page) if scripted else Plain(page)

    page.goto(origin + reverse("governance:routing", args=[access.cooperation.slug]))
    hands.press("link", "Ajouter une question")
    hands.write("Question", "Qui porte l’ingénierie ?")
    hands.choose("politique")
    hands.write("Pourquoi", "Elle engage les budgets.")
    hands.choose("aux conseils")
    hands.write("Ce qui remonte", "Qui paie, et combien.")
    hands.press("button", "Enregistrer")
    page.goto(
        origin
        + reverse("governance:decision", args=[access.cooperation.slug, Decision.objects.get().pk])
    )
    hands.press("link", "Poser la question aux conseils")
    hands.press("button", "Enregistrer")

    expect(page.locator("h1")).to_have_text("Qui porte l’ingénierie ?")
    joint_decision = JointDecision.objects.get()
    assert joint_decision.question == "Qui paie, et combien."
    assert Decision.objects.get().joint_decision == joint_decision
