"""The reference case, loaded from a spreadsheet, reads on screen as the method does."""

import json
from pathlib import Path

import pytest

from maillage.analysis.common_ground import common_ground
from maillage.foundation.cooperations.models import Access
from maillage.trade.stakes.positions.queries.readings import readings
from tests.foundation.exchange.importing import remarks_of
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.ground.actors.makers import make_member_actor
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.positions.test_position_table import written

Table = dict[str, list[float | None]]
SILENT: Table = {
    "Enjeu A": [3, 2, -3, -2],
    "Enjeu B": [2, 1, 3, 0],
    "Enjeu C": [-4, 3, None, 2],
    "Enjeu D": [1, None, -1, None],
    "Enjeu E": [0, -2, -1, -3],
}
CASE = Path(__file__).parents[3] / "analysis" / "cases" / "mactor" / "toy4.json"


def reference(name: str) -> tuple[list[str], Table]:
    """Four actors and five stakes, in the order of the page: the published toy, or silences."""
    if name == "silences":
        return ["Alpha", "Bêta", "Delta", "Gamma"], SILENT
    case = json.loads(CASE.read_text(encoding="utf-8"))["inputs"]
    names = sorted(case["actors"])
    lines = [case["positions"][case["actors"].index(one)] for one in names]
    return names, {label: [line[n] for line in lines] for n, label in enumerate(case["subjects"])}


@pytest.mark.parametrize("case", ["toy", "silences"])
@pytest.mark.parametrize("shape", ["rows", "stakes", "actors"])
def test_the_reference_case_reads_as_the_method_does(access: Access, shape: str, case: str) -> None:
    names, table = reference(case)
    for one in names:
        make_member_actor(cooperation=access.cooperation, name=one)
    for label in table:
        make_stake(cooperation=access.cooperation, label=label)
    columns = list(table.values())
    actors = [[column[n] for column in columns] for n in range(len(names))]
    lines: dict[str, list[Row]] = {
        "rows": [["Structure", "Enjeu", "Position"]],
        "stakes": [["Enjeu", *names]],
        "actors": [["Structure", *table]],
    }
    for label, column in table.items():
        lines["stakes"].append([label, *column])
        for name, value in zip(names, column, strict=True):
            lines["rows"].append([name, label, value])
    for name, values in zip(names, actors, strict=True):
        lines["actors"].append([name, *values])

    run = written(access, xlsx_bytes({"Positions": lines[shape]}))

    shown = readings(access)
    expected = common_ground(names, [str(one.pk) for one in shown.table.stakes], actors)
    assert remarks_of(run) == []
    assert shown.table.cells == actors
    assert [one.reading for one in shown.stakes] == list(expected)
