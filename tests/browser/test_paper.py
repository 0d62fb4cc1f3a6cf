"""What comes out of the printer: one page, the right way up, black on white."""

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Open
from tests.browser.crowd import make_crowd

pytestmark = pytest.mark.django_db(transaction=True)
A4 = (595, 842)


def printed(opened: Open, path: str, *, theme: str = "light") -> PdfReader:
    """The page as a PDF, at the size that its style sheet asks for."""
    page = opened(path, theme=theme)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


def sizes(paper: PdfReader) -> list[tuple[int, int]]:
    return [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in paper.pages]


def test_sheet_prints_on_one_side(opened: Open) -> None:
    paper = printed(opened, "/exemples/fiche/")

    text = paper.pages[0].extract_text()
    assert sizes(paper) == [A4]
    assert "CC du Bocage d’Ervelle" in text
    assert "lecture du 4 mai" not in text
    assert "Imprimé le" in text


def test_map_of_missions_prints_as_columns_on_one_landscape_page(opened: Open) -> None:
    paper = printed(opened, "/exemples/missions/")

    assert sizes(paper) == [A4[::-1]]
    assert "Faire délibérer chaque structure" in paper.pages[0].extract_text().replace("\n", " ")


def test_matrix_prints_on_one_landscape_page(opened: Open) -> None:
    paper = printed(opened, "/exemples/matrice/", theme="dark")

    assert sizes(paper) == [A4[::-1]]
    assert "Ce que chaque structure doit" in paper.pages[0].extract_text()


def test_register_prints_its_filters_as_a_sentence(opened: Open) -> None:
    make_crowd(40)

    text = printed(opened, "/exemples/registre/?q=Gaboriau&civilite=Mme").pages[0].extract_text()

    assert "Retenu\u00a0: Mme, recherche «\u00a0Gaboriau\u00a0»." in text
    assert "Ajouter" not in text
