"""What does the context cost: 1,000 relations, 1,000 pieces of news, 200 moves, 500 natures?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("history", "context:history", "/", processor_limit=60),
    Page("nature", "context:nature", "/", processor_limit=60),
    Page("heading", "context:heading", "/", processor_limit=15),
    Page("signals", "context:signals", "/", processor_limit=15),
    Page("act_or_wait", "context:act_or_wait", "/", processor_limit=60),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of these pages."""
    return measure_pages(place, PAGES)
