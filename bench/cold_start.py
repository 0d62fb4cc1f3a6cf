"""How long from the start of the web server to its first page?"""

import statistics

from bench.figures import Figure
from bench.places import SIGN_IN, Place
from bench.servers import FLOOR, running_server
from running.application import MAILLAGE

TIMES = 3
LONGEST = 1.5


def measure(place: Place) -> list[Figure]:
    """Return the median start of the application, in turn with the minimal page's."""
    own, floor = [], []
    for _ in range(TIMES):
        with running_server(MAILLAGE, place.environment, SIGN_IN) as server:
            own.append(server.first_page)
        with running_server(FLOOR, place.floor_environment, "/entrer/") as server:
            floor.append(server.first_page)
    beside = statistics.median(floor)
    return [
        Figure(
            *("cold_start", place.database, place.size, "first_page", statistics.median(own), "s"),
            target=LONGEST,
            floor=beside,
        )
    ]
