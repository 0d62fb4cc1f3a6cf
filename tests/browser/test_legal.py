"""Legal pages: on a narrow screen, at twice the size, in the dark, and on paper."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.browser.conftest import Open, overflows, violations

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "legal_notice": "toute personne peut demander le code de la version servie ici",
    "personal_data": "vous pouvez saisir la CNIL",
    "accessibility": "vous pouvez saisir le Défenseur des droits",
}
NARROW, TWICE = {"width": 320, "height": 800}, {"width": 640, "height": 450}


@pytest.mark.parametrize("name", PAGES)
def test_legal_page_is_read_narrow_enlarged_dark_and_on_paper(opened: Open, name: str) -> None:
    page = opened(reverse(f"cooperations:{name}"), theme="dark")
    pair_by_number = {}

    for size in (NARROW, TWICE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        pair_by_number[size["width"]] = (violations(page), overflows(page))
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    assert pair_by_number == {320: ([], 0), 640: ([], 0)}
    text = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1
    assert PAGES[name] in text
    assert "Aller au contenu" not in text.partition("Imprimé le")[2]
