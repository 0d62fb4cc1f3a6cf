"""What the play of actors prints for a workshop: no navigation, nothing cut, nothing kept back."""

import io

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.models import Stake
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.games import record_table
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.trade.context.makers import make_relation
from tests.trade.dialogue.makers import make_note
from tests.trade.stakes.makers import make_stake

pytestmark = pytest.mark.django_db(transaction=True)
A4_LANDSCAPE = (842, 595)
PAPER: ViewportSize = {"width": 1122, "height": 793}  # the same sheet, in pixels
CUT = """() => [...document.querySelectorAll('.m-matrix .m-cell, .m-matrix th')]
  .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent.trim())"""


def play(access: Access, *, actors: int, stakes: int) -> tuple[list[Actor], list[Stake]]:
    """That many actors and stakes, everybody having spoken, for officers alone."""
    place = access.cooperation
    cast = [
        make_member_actor(cooperation=place, name=f"CC du Bocage {number}")
        for number in range(actors)
    ]
    rows = [make_stake(cooperation=place, label=f"Enjeu {number}") for number in range(stakes)]
    for rank, stake in enumerate(rows):
        for place_of, actor in enumerate(cast):
            make_position(
                actor=actor,
                subject=stake.subject,
                value=(rank + place_of) % 9 - 4,
                author=access.user,
            )
    return cast, rows


def at(page: Page, origin: str, access: Access, name: str, *numbers: int) -> Page:
    """The page of this name, opened."""
    page.goto(origin + reverse(name, args=[access.cooperation.slug, *numbers]))
    return page


def printed(page: Page) -> PdfReader:
    """The page as it comes out of the printer."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


def test_the_matrix_of_a_workshop_is_one_landscape_page(opened: Open, access: Access) -> None:
    play(access, actors=10, stakes=6)
    page = opened("/compte/connexion/")
    paper = printed(at(page, sign_in(page, access), access, "stakes:positions"))

    sizes = [(round(one.mediabox.width), round(one.mediabox.height)) for one in paper.pages]
    text = paper.pages[0].extract_text()
    assert sizes == [A4_LANDSCAPE]
    assert [word in text for word in ("Enjeu 5", "CC du Bocage", "Imprimé le")] == [True] * 3
    assert [word in text for word in ("Carte", "Importer", "Date et filtres")] == [False] * 3


def test_a_partner_prints_what_it_may_read(opened: Open, access: Access) -> None:
    (actor,), (stake,) = play(access, actors=1, stakes=1)
    make_position(actor=actor, subject=stake.subject, value=3, visibility="members")
    page = opened("/compte/connexion/")
    reader = make_access(cooperation=access.cooperation, role="partner")

    text = printed(at(page, sign_in(page, reader), access, "stakes:positions")).pages[0]

    assert ["+3" in text.extract_text(), "−4" in text.extract_text().split("Le signe dit")[0]] == [
        True,
        False,
    ]


def test_a_wide_matrix_prints_every_column_of_its_window(opened: Open, access: Access) -> None:
    play(access, actors=60, stakes=21)
    page = opened("/compte/connexion/")
    at(page, sign_in(page, access), access, "stakes:positions")

    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")

    expect(page.locator(".m-top")).to_be_hidden()
    expect(page.locator("p.m-paper")).to_have_text("Lignes 1 à 21 sur 21, colonnes 1 à 20 sur 60.")
    assert page.locator(".m-matrix thead th").count() == 22
    assert (overflows(page), page.evaluate(CUT)) == (0, [])


def test_drawings_and_sheets_print_without_navigation(opened: Open, access: Access) -> None:
    place = access.cooperation
    cast, _stakes = play(access, actors=4, stakes=2)
    source = make_source(cooperation=place, author=access.user)
    table = [[int(row != column) for column in range(4)] for row in range(4)]
    record_table(cast, table, source, source.on)
    make_relation(cooperation=place)
    note = make_note(cooperation=place, author=access.user)
    page = opened("/compte/connexion/")
    origin = sign_in(page, access)

    for name, *numbers in (
        ("actors:influence_map",),
        ("actors:influence_map_power",),
        ("actors:influence_map_matrix",),
        ("actors:trajectories",),
        ("context:history",),
        ("dialogue:note", note.pk),
    ):
        at(page, origin, access, name, *numbers)
        page.emulate_media(media="print")
        expect(page.locator(".m-top")).to_be_hidden()
        expect(page.locator(".m-seen-print")).to_contain_text("Visible par")
        assert overflows(page) == 0, name
        assert "Carte" not in printed(page).pages[0].extract_text().split("\n"), name
        page.emulate_media(media="screen")


def test_sixty_by_sixty_reads_on_a_phone(opened: Open, access: Access) -> None:
    cast, stakes = play(access, actors=60, stakes=60)
    page = opened("/compte/connexion/", size="phone")
    at(page, sign_in(page, access), access, "stakes:positions")

    assert (violations(page), overflows(page), page.evaluate(CUT)) == ([], 0, [])
    assert page.locator(".m-matrix tbody td a.m-cell").count() == 800
    page.get_by_role("link", name="Colonnes suivantes").click()
    expect(page.locator(".m-windows")).to_contain_text("colonnes 21 à 40 sur 60")
    page.goto(f"{page.url}&case={stakes[59].pk}~{cast[59].pk}")
    expect(page.locator("#m-chosen-title")).to_contain_text("Enjeu 59")
    expect(page.locator(f"[id='c-{stakes[59].pk}~{cast[59].pk}']")).to_be_visible()
