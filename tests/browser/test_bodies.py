"""A body in Chromium: made from a model, seated and filled, by keys alone and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Body, Holder, Seat
from tests.browser.conftest import Open, overflows
from tests.browser.hands import Hands, Keyboard, Plain
from tests.browser.walking import sign_in
from tests.ground.directory.makers import make_member_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("scripted", "size"), [(True, "phone"), (False, "wide")])
def test_a_committee_is_composed(opened: Open, access: Access, scripted: bool, size: str) -> None:
    make_member_person(cooperation=access.cooperation)
    page = opened("/compte/connexion/", script=scripted, size=size)
    origin = sign_in(page, access)
    hands: Hands = Keyboard(page) if scripted else Plain(page)

    page.goto(origin + reverse("governance:bodies", args=[access.cooperation.slug]))
    hands.press("link", "Ajouter une instance")
    hands.press("link", "Comité technique")
    hands.press("button", "Enregistrer")
    expect(page.get_by_label("Commune de Pornic")).to_be_checked()
    hands.press("button", "Enregistrer")
    expect(page.get_by_label("titulaire, Commune de Pornic")).to_contain_text("Inès Gaborit")
    hands.press("button", "Enregistrer")

    expect(page.locator("#m-seats ~ table")).to_contain_text("Inès Gaborit")
    assert (Body.objects.get().name, Seat.objects.count(), Holder.objects.count()) == (
        ("Comité technique", 1, 1)
    )
    assert overflows(page) == 0
    assert getattr(hands, "unseen", []) == []
