"""Is every header that was met in public files recognised, refused or left aside knowingly?

The facts are those of `headers_seen.json`: headers alone, nobody's data. What a header means
may depend on what stands beside it, or on its values.
"""

import json
from collections.abc import Mapping, Sequence

import pytest

from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.tables.sheets import HEADER_ROW, read_sheets
from maillage.foundation.exchange.vocabulary.words import header_fields, whole_header_fields
from tests.foundation.exchange.spreadsheets import CASES

EVERYTHING = frozenset({*header_fields().values(), *whole_header_fields().values()}) - {"ignored"}
Fact = str | Mapping[str, str | Sequence[str]]
FACTS: dict[str, Fact] = json.loads((CASES.parent / "headers_seen.json").read_text("utf-8"))


def field_of(
    header: str, beside: Sequence[str] = (), values: Sequence[str] = (), above: str = ""
) -> str:
    """The field of the last header of a row, `refused`, or `unknown` when it is asked."""
    sheet = Sheet("csv")
    last, row = len(beside) + 1, 2
    sheet.put(1, last, above)
    for number, text in enumerate([*beside, header], 1):
        sheet.put(row, number, text)
    for under, text in enumerate(values, row + 1):
        for number in range(1, last):
            sheet.put(under, number, "x")
        sheet.put(under, last, text)
    choice = {"csv": {HEADER_ROW: str(row)}}
    reading = read_sheets(Workbook("csv", [sheet]), EVERYTHING, choice)[0]
    if reading.is_refused or reading.columns[-1].is_refused:
        return "refused"
    column = reading.columns[-1]
    return "unknown" if column.waits and column.field == "ignored" else column.field


@pytest.mark.parametrize("header", FACTS)
def test_header_seen_comes_out_as_it_means(header: str) -> None:
    fact = FACTS[header]

    if isinstance(fact, str):
        assert field_of(header) == fact
    else:
        context = (fact.get("beside", ()), fact.get("values", ()), str(fact.get("above", "")))
        assert field_of(header, *context) == fact["field"]


def test_none_of_the_headers_seen_is_unknown() -> None:
    assert (len(FACTS), "unknown" in FACTS.values()) == (462, False)
