"""What does a search over everything one may see cost?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGE = Page("search", "missions:search", "/recherche/", processor_limit=8, query="?q=valmorin")


def measure(place: Place) -> list[Figure]:
    """Return the figures of the search."""
    return measure_pages(place, [PAGE])
