"""Are measures shown against their target and their floor, and kept as they are?"""

import json
import os
import time
from dataclasses import replace
from pathlib import Path

from bench.__main__ import ONCE, SCENARIOS, existing
from bench.figures import Figure, write_json
from bench.processes import family, processor_ms, shared_out_mb

SLOW = Figure("register", "sqlite", "large", "cpu", 12.0, "ms", target=9, floor=3.0)
QUICK = Figure("register", "sqlite", "large", "cpu", 8.75, "ms", target=9, floor=2.5)
MANY = Figure("silos", "", "500", "per_second", 40.0, "fois", target=50, better="higher")


def test_figure_shows_its_ratio_to_the_floor() -> None:
    cells = ("register", "sqlite", "large", "cpu", "8.75", "ms", "9", "2.50", "3.50", "")

    assert QUICK.row() == cells


def test_target_follows_the_minimal_page_of_the_machine() -> None:
    slow = replace(SLOW, floor=4.0, reference=2.0)

    assert (slow.target_here, slow.row()[6], slow.row()[9]) == (18, "9 !", "18")
    assert replace(QUICK, reference=3.0).row()[9] == "7.50 !"
    assert replace(slow, floor=None).target_here is None


def test_missed_target_is_marked_in_both_directions() -> None:
    assert [figure.row()[6] for figure in (SLOW, QUICK, MANY)] == ["9 !", "9", "50 !"]


def test_figures_are_kept_as_a_list(tmp_path: Path) -> None:
    write_json([SLOW, MANY], tmp_path / "figures.json")

    stored = json.loads((tmp_path / "figures.json").read_text())
    assert [Figure(**one) for one in stored] == [SLOW, MANY]
    assert list(stored[0]) == [
        *("scenario", "database", "size", "metric", "value", "unit", "target", "better", "floor"),
    ]


def test_scenario_without_module_is_not_offered() -> None:
    assert existing(["register", "nothing"]) == ["register"]
    assert set(existing(SCENARIOS)) <= set(SCENARIOS)
    assert not set(SCENARIOS) & set(ONCE)


def test_processor_time_of_a_process_is_counted() -> None:
    own = [os.getpid()]
    before, deadline = processor_ms(own), time.process_time() + 0.1

    while time.process_time() < deadline:
        pass

    assert 80 <= processor_ms(own) - before <= 400


def test_memory_of_a_process_is_that_of_a_python() -> None:
    assert os.getpid() in family(os.getpid())
    assert 5 < shared_out_mb([os.getpid()]) < 2000
