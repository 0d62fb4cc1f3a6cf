"""What does finding a territory as one types cost, among 36,000 names?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

VIEW = "territories:territory_search"
PAGES = [
    Page(
        "territory_prefix", VIEW, "/frappe/", processor_limit=3, query="?q=saint-n", only_part=True
    ),
    Page(
        "territory_typo",
        VIEW,
        "/frappe/",
        processor_limit=15,
        query="?q=nante+atlantiqe",
        only_part=True,
    ),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of a beginning of name, and of a name with a typing error."""
    return measure_pages(place, PAGES)
