"""What does a sheet cost: all that is known of one structure or one person?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("sheet", "directory:organisation", "/fiche/", processor_limit=8),
    Page("sheet_person", "directory:person", "/fiche/", processor_limit=8),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of both sheets."""
    return measure_pages(place, PAGES)
