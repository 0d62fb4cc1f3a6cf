"""What does the officer's home cost: the map of missions with its live states?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGE = Page("mission_map", "missions:mission_map", "/", processor_limit=15, queries_limit=12)


def measure(place: Place) -> list[Figure]:
    """Return the figures of the map."""
    return measure_pages(place, [PAGE])
