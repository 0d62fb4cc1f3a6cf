"""The map of territories, the search and the perimeters: axe, the keyboard, and without script."""

import re
import time
from collections.abc import Callable, Sequence

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from maillage.core.layers import MapLayer, Placed, layers
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.atlas.register import DEFAULT_FOLDER, FILE_NAME, Register
from maillage.ground.territories.models import Perimeter, Territory
from maillage.ground.territories.territories.services.official import load_official
from tests.browser.conftest import Open, overflows, violations
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.territories.makers import make_perimeter
from tests.ground.territories.small_register import build_in

pytestmark = pytest.mark.django_db(transaction=True)
See = Callable[..., Page]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The register of thirty-four communes."""
    return build_in(tmp_path_factory.mktemp("register"))


@pytest.fixture
def access(small: Register, settings: Settings, transactional_db: None) -> Access:
    """An officer's access to a cooperation of two intercommunalités and a Caf, with a perimeter."""
    settings.TERRITORY_REGISTER = small.path
    load_official(small)
    access = make_access(user=make_user(password=PASSWORD))
    for kind, code in (("epci", "200067346"), ("epci", "200071546"), ("social", "44131")):
        territory = Territory.objects.get(code=code)
        body = make_organisation(
            workspace=access.cooperation.workspace, name=territory.name, kind=kind
        )
        body.territory = territory
        body.save()
        make_member(cooperation=access.cooperation, organisation=body)
    make_perimeter(cooperation=access.cooperation, parts=(Territory.objects.get(code="44131"),))
    return access


@pytest.fixture
def see(opened: Open, access: Access) -> See:
    """Opens a page of territories, signed in as the officer."""

    def open_page(
        name: str, *numbers: int, size: str = "wide", theme: str = "light", script: bool = True
    ) -> Page:
        path = reverse(f"territories:{name}", args=[access.cooperation.slug, *numbers])
        page = opened(f"/compte/connexion/?next={path}", size=size, theme=theme, script=script)
        sign_in(page, access.user)
        return page

    return open_page


@pytest.mark.parametrize(
    "name", ["territory_map", "territory_search", "perimeters", "perimeter_draw"]
)
def test_pages_have_no_violation(see: See, name: str, look: tuple[str, str]) -> None:
    page = see(name, size=look[0], theme=look[1])

    assert violations(page) == []
    assert overflows(page) == 0


def test_sheet_has_no_violation(see: See, look: tuple[str, str]) -> None:
    page = see("perimeter", Perimeter.objects.get().pk, size=look[0], theme=look[1])

    assert violations(page) == []
    assert overflows(page) == 0


def test_answers_follow_what_is_typed(see: See) -> None:
    page = see("territory_search")

    page.get_by_label("Nom ou code du territoire").press_sequentially("pornci")

    expect(page.locator("#answers tbody tr")).to_have_count(1)
    expect(page.locator("#answers tbody th")).to_have_text("Porniccommune")
    assert violations(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_perimeter_is_drawn_from_the_keyboard(see: See, script: bool) -> None:
    page = see("perimeter_draw", script=script)

    page.get_by_label("Nom du périmètre").fill("Pays de Vue")
    page.get_by_label("Nom ou code d’un territoire").press_sequentially("vue")
    if not script:
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Ajouter Vue").press("Enter")
    expect(page.get_by_role("button", name="Retirer Vue")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Pays de Vue")
    drawn = Perimeter.objects.get(territory__name="Pays de Vue")
    assert list(drawn.parts.values_list("code", flat=True)) == ["44220"]


@pytest.mark.parametrize("script", [True, False])
def test_view_moves_from_the_keyboard(see: See, script: bool) -> None:
    page = see("territory_map", script=script)
    plate = page.locator("[data-maillage-plate]")

    page.get_by_role("link", name="Rapprocher").press("Enter")
    expect(plate).to_have_attribute("viewBox", "160 126 320 252")
    page.get_by_role("link", name="Vers l’ouest").press("Enter")

    expect(plate).to_have_attribute("viewBox", "80 126 320 252")


def test_arrows_move_the_view(see: See) -> None:
    page = see("territory_map")
    plate = page.locator("[data-maillage-plate]")
    nearer = page.get_by_role("link", name="Rapprocher")
    nearer.focus()

    for key in ("+", "ArrowRight", "ArrowUp", "-"):
        page.keyboard.press(key)

    expect(plate).to_have_attribute("viewBox", "0 0 640 504")
    nearer.press("+")
    nearer.press("ArrowRight")
    expect(plate).to_have_attribute("viewBox", "240 126 320 252")


@pytest.mark.parametrize("script", [True, False])
def test_layer_is_hidden(see: See, script: bool) -> None:
    page = see("territory_map", script=script)
    limits = page.locator('[data-layer="communes"]')
    expect(limits).to_be_visible()

    page.get_by_label("Communes").uncheck()
    if not script:
        page.get_by_role("button", name="Montrer").press("Enter")

    expect(limits).to_be_hidden()


@pytest.fixture
def every_epci(access: Access, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every intercommunalité of the whole register is a member."""
    whole = Register(DEFAULT_FOLDER / FILE_NAME)
    if not whole.path.is_file():
        pytest.fail("Construisez le registre : python -m maillage.ground.territories.build")
    settings.TERRITORY_REGISTER = whole.path
    pairs = set(Territory.objects.values_list("kind", "code"))
    fresh = [e for e in whole.entries() if e.kind == "epci" and e.ref not in pairs]
    Territory.objects.bulk_create(
        Territory(kind=e.kind, code=e.code, name=e.name, type=e.type) for e in fresh
    )

    def answer(reader: Reader) -> Sequence[MapLayer]:
        epci = Territory.objects.filter(kind="epci").values_list("name", "pk")
        placed = tuple(Placed(name, "/", "", pk, is_area=True) for name, pk in epci)
        return (MapLayer("members", "Membres", placed),)

    monkeypatch.setattr(layers, "ask", answer)


@pytest.mark.usefixtures("every_epci")
def test_every_epci_is_drawn_without_freezing(see: See) -> None:
    page = see("territory_map")

    start = time.monotonic()
    page.get_by_role("link", name="Rapprocher").click()
    expect(page.locator("[data-maillage-plate]")).to_have_attribute("data-zoom", "2")
    took = time.monotonic() - start

    assert page.locator("[data-maillage-plate] path:is(.t-cc, .t-agglo)").count() > 1_200
    assert re.search(r"1\s255 intercommunalités", page.locator(".m-reading").text_content() or "")
    assert took < 2
