"""What comes out of the printer: one page, the right way up, black on white."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.funding.maquette.table import MOST_ROWS
from tests.browser.conftest import Open
from tests.browser.crowd import make_crowd
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.funding.maquette.makers import make_maquette_version
from tests.trade.plan.makers import make_action, make_objective

pytestmark = pytest.mark.django_db(transaction=True)
A4 = (595, 842)
TWICE = "?vue=financeur-annee"
HEADS = """[...document.querySelectorAll(".m-maquette thead tr + tr th")]
  .map(one => getComputedStyle(one).writingMode)"""
# What stands between the words of a total and the end of its cell, in pixels.
GAPS = """[...document.querySelectorAll(".m-maquette tfoot td:not(.m-read)")].map(cell => {
  const words = document.createRange(); words.selectNodeContents(cell);
  const [own, around] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
  return Math.min(own.left - around.left, around.right - own.right);
})"""


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


def test_no_sheet_of_a_maquette_holds_a_line_or_two(opened: Open, cooperation: Cooperation) -> None:
    page = opened("/compte/connexion/")
    origin = sign_in(page, make_access(cooperation=cooperation, role="officer"))
    space = cooperation.workspace
    funders = [make_organisation(workspace=space, name=f"Fonds {n}") for n in range(5)]
    make_maquette_version(cooperation=cooperation)
    counts = []
    for number in range(1, 15):
        plan = make_funding_plan(cooperation=cooperation, label=f"Opération {number}")
        make_cost_line(plan=plan, euros=60_000)
        for funder in funders:
            make_funding_line(plan=plan, funder=funder, label="Contrat", euros=10_000)
        page.goto(origin + reverse("funding:maquette", args=[cooperation.slug]))
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))
        texts = [sheet.extract_text().splitlines() for sheet in paper.pages]
        counts.append([len(list(filter(str.strip, one))) for one in texts])

    assert [one[-1] for one in counts if one[-1] < 8] == []
    assert [len(one) for one in counts] == sorted(len(one) for one in counts)


def test_years_of_a_printed_maquette_all_lie_flat_and_its_totals_stand_apart(
    opened: Open, cooperation: Cooperation
) -> None:
    page = opened("/compte/connexion/")
    origin = sign_in(page, make_access(cooperation=cooperation, role="officer"))
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan, euros=9_000_000)
    for number in range(7):
        funder = make_organisation(workspace=cooperation.workspace, name=f"Fonds {number}")
        for year in (2026, 2027, 2028):
            make_funding_line(plan=plan, funder=funder, label="Aide", euros=189_000, year=year)
    page.goto(origin + reverse("funding:maquette", args=[cooperation.slug]) + TWICE)

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 740})  # what A4 holds between its margins
    modes, gaps = page.evaluate(HEADS), page.evaluate(GAPS)

    assert (len(modes), set(modes)) == (21, {"horizontal-tb"})
    assert min(gaps) >= 2


def test_closed_axes_of_a_maquette_print_from_the_first_sheet(
    opened: Open, cooperation: Cooperation
) -> None:
    page = opened("/compte/connexion/")
    origin = sign_in(page, make_access(cooperation=cooperation, role="officer"))
    for number in range(MOST_ROWS + 1):
        objective = make_objective(cooperation=cooperation, title=f"Axe {number}")
        action = make_action(cooperation=cooperation, objective=objective)
        make_cost_line(plan=make_funding_plan(cooperation=cooperation, action=action))
    page.goto(origin + reverse("funding:maquette", args=[cooperation.slug]))

    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    texts = [sheet.extract_text() for sheet in paper.pages]
    assert all(f"Axe {number}" in texts[0] for number in range(10))
    assert "Axe 100" not in texts[0]


@pytest.mark.parametrize("count", [3, 5, 7, 8])
def test_page_of_a_maquette_never_goes_sideways(
    opened: Open, cooperation: Cooperation, count: int
) -> None:
    page = opened("/compte/connexion/")
    origin = sign_in(page, make_access(cooperation=cooperation, role="officer"))
    plan = make_funding_plan(cooperation=cooperation)
    for number in range(count):
        name = f"Agglomération de Sainte-Ormelle {number}"
        funder = make_organisation(workspace=cooperation.workspace, name=name)
        make_funding_line(plan=plan, funder=funder, label="Aide", euros=100_000_000)
    page.goto(origin + reverse("funding:maquette", args=[cooperation.slug]))

    wide = []
    for width in (320, 768, 993, 1024, 1200, 1280, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        wide.append(page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    assert max(wide) <= 0
