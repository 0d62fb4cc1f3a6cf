"""What does the play of actors cost, when 200 actors all weigh on each other?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place
from bench.readings import measure_readings

PAGES = [
    Page("influence_map", "actors:influence_map", "/", processor_limit=60),
    Page("influence_map_matrix", "actors:influence_map_matrix", "/", processor_limit=60),
    Page("influence_map_network", "actors:influence_map_network", "/", processor_limit=90),
    Page("postures", "actors:postures", "/", processor_limit=15),
    Page("trajectories", "actors:trajectories", "/", processor_limit=60),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of the pages of the play of actors."""
    return [*measure_pages(place, PAGES), *measure_readings(place, ("influences",))]
