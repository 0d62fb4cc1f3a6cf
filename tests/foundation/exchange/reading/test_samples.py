"""The first rows of a workbook come back from JSON as they were."""

import json
from datetime import date

import pytest

from maillage.foundation.exchange.cells.workbook import Area, Sheet, Workbook
from maillage.foundation.exchange.reading.opening import open_file
from maillage.foundation.exchange.reading.samples import MOST_CELLS, sample_of, workbook_of
from tests.foundation.exchange.spreadsheets import CASES

FILES = sorted(path for path in CASES.iterdir() if path.suffix in {".csv", ".ods", ".xlsx"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_small_workbook_comes_back_whole(path: object) -> None:
    workbook = open_file(path)  # type: ignore[arg-type]  # one of FILES

    remaining_workbook = workbook_of(json.loads(json.dumps(sample_of(workbook))))

    assert (remaining_workbook.format, remaining_workbook.sheets) == (
        workbook.format,
        workbook.sheets,
    )


def test_each_sheet_keeps_its_first_rows() -> None:
    long = Sheet("Longue", merges=[Area(5_000, 1, 6_001, 1), Area(6_001, 1, 6_002, 2)])
    wide = Sheet("Large", fills={(1, 1): "FFFF00", (9, 1): "FF0000"}, struck={(9, 1)})
    for number in range(1, 9_001):
        long.put(number, 1, number)
    for column in range(1, MOST_CELLS + 1):
        wide.put(1, column, date(2026, 4, 1))
    wide.put(9, 1, "plus bas")

    sheets = workbook_of(sample_of(Workbook("xlsx", [long, wide]))).sheets

    assert [(sheet.last_row, sum(map(len, sheet.rows.values()))) for sheet in sheets] == [
        (5_000, 5_000),
        (1, MOST_CELLS),
    ]
    assert (sheets[0].merges, sheets[1].fills, sheets[1].struck) == (
        [Area(5_000, 1, 5_000, 1)], {(1, 1): "FFFF00"}, set(),
    )  # fmt: skip
