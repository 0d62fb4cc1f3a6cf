"""What do bodies and their meetings cost?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("meetings", "governance:meetings", "/", processor_limit=9),
    Page("meeting", "governance:meeting", "/fiche/", processor_limit=15),
    Page("body", "governance:body", "/fiche/", processor_limit=15),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of the register, of one meeting and of one body."""
    return measure_pages(place, PAGES)
