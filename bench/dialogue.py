"""What does the dialogue cost: 10,000 notes, 200 conflicts, 8 options put to 60 structures?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("notebook", "dialogue:notebook", "/", processor_limit=15),
    Page("note", "dialogue:note", "/", processor_limit=8),
    Page("note_quick", "dialogue:note_quick", "/", processor_limit=15),
    Page("conflicts", "dialogue:conflicts", "/", processor_limit=15),
    Page("conflict", "dialogue:conflict", "/", processor_limit=8),
    Page("compromise", "dialogue:compromise", "/", processor_limit=60),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of these pages."""
    return measure_pages(place, PAGES)
