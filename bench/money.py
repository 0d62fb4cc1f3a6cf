"""What does money cost: 300 plans, 7,200 lines, 28,000 steps, contributions and keys of many?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("funding_plans", "funding:funding_plan", "/liste/", 15),
    Page("funding_plan", "funding:plan", "/fiche/", 10, queries_limit=16),
    Page("maquette", "funding:maquette", "/liste/", 25, queries_limit=12),
    Page("funding_sources", "funding:funding_sources", "/liste/", 15),
    Page("cost_keys", "funding:cost_keys", "/liste/", 15, queries_limit=10),
    Page("cost_key", "funding:sharing", "/fiche/", 10),
    Page("contributions", "funding:contributions", "/liste/", 15, queries_limit=9),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of the pages of money."""
    return measure_pages(place, PAGES)
