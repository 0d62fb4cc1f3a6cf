"""What does a register cost: 25 structures or people of 10,000?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("register", "directory:organisations", "/liste/", processor_limit=9, queries_limit=8),
    Page("register_people", "directory:people", "/liste/", processor_limit=9, queries_limit=8),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of both registers."""
    return measure_pages(place, PAGES)
