"""What does the matrix of positions cost: 200 actors, 200 stakes, in one window?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place
from bench.readings import measure_readings

PAGES = [
    Page("positions", "stakes:positions", "/", processor_limit=60, bytes_limit=330_000),
    Page("stakes", "stakes:stakes", "/", processor_limit=20),
    Page("convergences", "stakes:position_convergences", "/", processor_limit=60),
    Page("allies", "stakes:allies", "/", processor_limit=60),
]
READINGS = ("positions", "convergences", "allies")


def measure(place: Place) -> list[Figure]:
    """Return the figures of the matrix, the register, the pairs and the allies."""
    return [*measure_pages(place, PAGES), *measure_readings(place, READINGS)]
