"""What does one page cost, in turn with the minimal page?"""

import statistics
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from bench.figures import Figure
from bench.places import PageRequest, Place, Visit
from bench.processes import processor_ms
from bench.servers import Server, Visitor

WARMING = 5
ROUNDS = 5
REQUESTS = 8
CLIENTS = 8
REQUESTS_OF_A_CLIENT = 5
LONGEST_P95 = 250
# Processor milliseconds of the minimal pages on the machine where the limits were set.
REFERENCES = {"/liste/": 3.1, "/recherche/": 2.7, "/fiche/": 1.6, "/frappe/": 1.6, "/": 1.6}


@dataclass(frozen=True)
class Page:
    """A page to measure: its name, its address by name, its minimal equal, its limits.

    `only_part` when it is asked as one types: the page answers what changes, without its frame.
    """

    scenario: str
    view: str
    floor: str
    processor_limit: float
    queries_limit: int | None = None
    bytes_limit: int | None = None
    query: str = ""
    only_part: bool = False


@dataclass(frozen=True)
class Cost:
    """What a request costs: processor milliseconds per round, and milliseconds of each answer."""

    processor: Sequence[float]
    answers: Sequence[float]
    crowd: Sequence[float]


def measure_pages(place: Place, pages: Sequence[Page]) -> list[Figure]:
    """Return the figures of those of these pages that exist."""
    if not place.cookie:
        return []
    values = [PageRequest(page.view, page.query, only_part=page.only_part) for page in pages]
    return [
        figure
        for page, visit in zip(pages, place.counted(values), strict=True)
        if visit is not None
        for figure in _measure(place, place.servers, page, visit)
    ]


def _measure(
    place: Place, servers: tuple[Server, Server], page: Page, visit: Visit
) -> list[Figure]:
    visitors = [replace(one, only_part=page.only_part) for one in place.visitors(servers)]
    paths = (visit.path, page.floor)
    for visitor, path in zip(visitors, paths, strict=True):
        _visit(visitor, path, WARMING)
    rounds = [
        [_round(*of) for of in zip(servers, visitors, paths, strict=True)] for _ in range(ROUNDS)
    ]
    own, floor = (_cost(rounds, index, visitors[index], paths[index]) for index in (0, 1))
    return _figures(place, page, visit, own, floor)


def _round(server: Server, visitor: Visitor, path: str) -> tuple[float, list[float]]:
    processes = server.processes()
    before = processor_ms(processes)
    answers = _visit(visitor, path, REQUESTS)
    return (processor_ms(processes) - before) / REQUESTS, answers


def _visit(visitor: Visitor, path: str, times: int) -> list[float]:
    connection = visitor.connection()
    try:
        return [visitor.visit(connection, path) for _ in range(times)]
    finally:
        connection.close()


def _cost(
    rounds: Sequence[Sequence[tuple[float, list[float]]]], index: int, visitor: Visitor, path: str
) -> Cost:
    own = [pair[index] for pair in rounds]
    with ThreadPoolExecutor(CLIENTS) as crowd:
        together = crowd.map(lambda _: _visit(visitor, path, REQUESTS_OF_A_CLIENT), range(CLIENTS))
        return Cost(
            processor=[processor for processor, _ in own],
            answers=[took for _, answers in own for took in answers],
            crowd=[took for answers in together for took in answers],
        )


def _figures(place: Place, page: Page, visit: Visit, own: Cost, floor: Cost) -> list[Figure]:
    def figure(
        metric: str, value: float, unit: str, target: float | None, beside: float | None = None
    ) -> Figure:
        return Figure(
            page.scenario, place.database, place.size, metric, value, unit, target, floor=beside
        )

    median, p95 = statistics.median, _p95
    answers, crowd = own.answers, own.crowd
    cpu = figure("cpu", median(own.processor), "ms", page.processor_limit, median(floor.processor))
    return [
        replace(cpu, reference=REFERENCES[page.floor]),
        figure("p50_1_client", median(answers), "ms", None, median(floor.answers)),
        figure("p95_1_client", p95(answers), "ms", None, p95(floor.answers)),
        figure("p50_8_clients", median(crowd), "ms", None, median(floor.crowd)),
        figure("p95_8_clients", p95(crowd), "ms", LONGEST_P95, p95(floor.crowd)),
        figure("queries", visit.queries, "requêtes", page.queries_limit),
        figure("bytes", visit.size, "octets", page.bytes_limit),
    ]


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[18]
