"""From a conflict to an option, then to what the councils are asked: keys, or no script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from maillage.foundation.cooperations.models import Access
from maillage.trade.dialogue.models import OptionAnswer
from maillage.trade.governance.models import JointDecision
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Hands, Keyboard, Plain
from tests.browser.walking import sign_in
from tests.ground.actors.makers import make_member_actor
from tests.trade.dialogue.makers import make_compromise, make_conflict

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("scripted", "size"), [(True, "phone"), (False, "wide")])
def test_an_answer_then_the_councils(
    opened: Open, access: Access, scripted: bool, size: str
) -> None:
    place = access.cooperation
    actors = [make_member_actor(cooperation=place, name=name) for name in ("Aubray", "Étangs")]
    conflict = make_conflict(cooperation=place, parties=actors)
    compromise = make_compromise(
        cooperation=place,
        title="Qui paie la navette ?",
        conflict=conflict,
        options=("Moitié-moitié", "Ne rien changer"),
        actors=actors,
    )
    option = compromise.options.order_by("rank")[0]
    page = opened("/compte/connexion/", script=scripted, size=size)
    origin = sign_in(page, access)
    hands: Hands = Keyboard(page) if scripted else Plain(page)

    here = reverse("dialogue:compromise", args=[place.slug, compromise.pk])
    page.goto(f"{origin}{here}?case={option.pk}~{actors[0].pk}")
    faults = [violations(page) if scripted else [], overflows(page)]
    hands.press("link", "Noter sa réponse")
    hands.choose("oui")
    hands.press("button", "Enregistrer")
    hands.press("link", "En faire une décision conjointe")
    hands.press("button", "Enregistrer")

    expect(page.locator("h1")).to_contain_text("Qui paie la navette")
    assert OptionAnswer.objects.get().stance == "yes"
    assert JointDecision.objects.get().question.startswith("Moitié-moitié")
    assert faults == [[], 0]
