"""What do promises, decisions and rules cost: 2,000 commitments, bodies of 60 seats?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("commitments", "governance:commitments", "/", processor_limit=15),
    Page("my_commitments", "governance:my_commitments", "/", processor_limit=60),
    Page("decisions", "governance:decisions", "/", processor_limit=9),
    Page("voting_rules", "governance:voting_rules", "/", processor_limit=60),
    Page("templates", "documents:templates", "/", processor_limit=9),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of these pages."""
    return measure_pages(place, PAGES)
