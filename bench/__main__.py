"""`python -m bench [NAME] [--json FILE]`: measures, prints, and keeps the figures."""

import argparse
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.figures import HEADING, Figure, table_line, write_json
from bench.places import Place, places

HERE = Path(__file__).parent
PAGES = (
    *("mission_map", "register", "sheet", "search", "territory_search"),
    *("joint_decisions", "meetings", "commitments", "positions", "dialogue", "actors", "context"),
    *("plan", "money", "at_work"),
)
SCENARIOS = (
    *PAGES,
    *("sign_in", "cold_start", "memory", "import_contacts", "reminders", "digests", "backup"),
)
ONCE = ("analysis", "first_week", "maquette")


def main(words: Sequence[str]) -> int:
    """Measure everything or one scenario; return 2 when it does not exist."""
    options = argparse.ArgumentParser(prog="run bench", add_help=False)
    options.add_argument("name", nargs="?")
    options.add_argument("--json", type=Path)
    wanted = options.parse_args(words)
    if wanted.name not in (None, *existing(SCENARIOS), *existing(ONCE)):
        print(f"Scénarios : {', '.join(existing(SCENARIOS) + existing(ONCE))}")
        return 2
    print(table_line(HEADING), flush=True)
    figures = list(shown(all_figures(wanted.name)))
    if wanted.json:
        write_json(figures, wanted.json)
    return 0


def existing(names: Sequence[str]) -> list[str]:
    """Return those of these scenarios that have a module."""
    return [name for name in names if (HERE / f"{name}.py").exists()]


def all_figures(name: str | None) -> Iterator[Figure]:
    """Give the figures as they come: the engines once, the rest in every place."""
    for scenario in existing([name] if name else ONCE):
        if scenario in ONCE:
            yield from _measure(scenario)()
    in_places = [scenario for scenario in existing(SCENARIOS) if name in (None, scenario)]
    if in_places:
        with places() as every_place:
            for place in every_place:
                yield from _in_place(in_places, place)


def _in_place(scenarios: Sequence[str], place: Place) -> Iterator[Figure]:
    """The figures of a place: its pages while its servers are open, the rest once it is quiet."""
    pages = [scenario for scenario in scenarios if scenario in PAGES]
    with place.open_servers:
        for scenario in pages:
            yield from _measure(scenario)(place)
    for scenario in scenarios:
        if scenario not in PAGES:
            yield from _measure(scenario)(place)


def _measure(scenario: str) -> Callable[..., list[Figure]]:
    measure: Callable[..., list[Figure]] = importlib.import_module(f"bench.{scenario}").measure
    return measure


def shown(figures: Iterator[Figure]) -> Iterator[Figure]:
    """Print each figure as it passes."""
    for figure in figures:
        print(table_line(figure.row()), flush=True)
        yield figure


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
