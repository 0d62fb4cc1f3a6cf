"""The tabs of sibling views on a telephone: each whole in sight, the lit one too."""

import pytest
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import Open, overflows
from tests.browser.walking import sign_in
from tests.trade.stakes.makers import make_theme

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "stakes:stakes",
    "stakes:position_convergences",
    "stakes:themes",
    "stakes:theme_priorities",
    "exchange:export",
)
HIDDEN = """() => [...document.querySelectorAll('.m-tabs a')].filter(one => {
  const { left, right } = one.getBoundingClientRect();
  const strip = one.closest('ul').getBoundingClientRect();
  return left < strip.left - 1 || right > strip.right + 1;
}).map(one => one.textContent)"""
EDGES = "links => links.map(one => one.getBoundingClientRect().left)"


def test_no_tab_is_out_of_sight(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    faults = []

    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for name in PAGES:
            page.goto(origin + reverse(name, args=[access.cooperation.slug]))
            hidden, lit = page.evaluate(HIDDEN), page.locator(".m-tabs [aria-current]").count()
            faults += [(width, name)] * (bool(hidden) or lit != 1 or overflows(page) > 0)

    assert faults == []


def test_what_is_done_with_a_theme_is_under_it_on_a_telephone(opened: Open, access: Access) -> None:
    for label in ("Eau", "Accompagnement des familles"):
        make_theme(cooperation=access.cooperation, label=label)
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    page.set_viewport_size({"width": 320, "height": 800})

    page.goto(origin + reverse("stakes:themes", args=[access.cooperation.slug]))

    links = page.locator(".m-rows li .m-row a:first-child")
    assert (links.count(), len(set(links.evaluate_all(EDGES)))) == (2, 1)
