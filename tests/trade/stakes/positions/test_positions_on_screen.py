"""The reference case of four actors and five stakes comes from a spreadsheet: what pages show."""

import re

from django.test import Client

from maillage.analysis.actor_game import position_reading
from maillage.analysis.common_ground import SubjectReading, common_ground
from maillage.foundation.cooperations.models import Access
from maillage.trade.stakes.words import LABELS, camps_words
from tests.foundation.exchange.importing import remarks_of
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.reading import plain
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.positions.test_position_reference import Table, reference
from tests.trade.stakes.positions.test_position_table import written
from tests.trade.stakes.stake_pages.test_stakes import url


def brought_in(access: Access) -> tuple[list[str], Table, list[list[float | None]]]:
    """The actors, the stakes with their column, and a row of positions for each actor."""
    names, table = reference("toy")
    for name in names:
        make_member_actor(cooperation=access.cooperation, name=name)
    for label in table:
        make_stake(cooperation=access.cooperation, label=label)
    square: list[Row] = [["", *names]]
    square += [[label, *column] for label, column in table.items()]
    run = written(access, xlsx_bytes({"Positions": square}))
    assert (remarks_of(run), run.report["figures"][0]["number"]) == ([], 20)
    columns = list(table.values())
    return names, table, [[column[n] for column in columns] for n in range(len(names))]


def test_the_matrix_shows_the_positions_and_the_readings_of_the_analysis(
    officer: Client, access: Access
) -> None:
    names, table, rows = brought_in(access)
    engine = common_ground(names, list(table), rows)

    text = officer.get(url(access.cooperation, "positions")).text

    shown = [
        (
            bare(line, r'<th scope="row" role="rowheader">(.*?)(?:<small>|</th>)'),
            bare(line, r'<b class="m-verdict"[^>]*>(.*?)</b>'),
            bare(line, r"</b><small>(.*?)</small>"),
            [int(value) for value in re.findall(r'data-v="(-?\d)"', line)],
        )
        for line in text.partition("<tbody")[2].partition("</tbody>")[0].split("<tr ")[1:]
    ]
    assert sorted(shown) == sorted(
        (plain(one.subject), word_of(one), camps_words(one), table[one.subject]) for one in engine
    )


def bare(line: str, pattern: str) -> str:
    """What is read where the pattern is found."""
    match = re.search(pattern, line)
    return plain(re.sub("<[^>]+>", "", match[1])) if match else ""


def word_of(reading: SubjectReading) -> str:
    """The word of a stake, as its row begins with it."""
    words = str(LABELS[reading.label].label)
    return words[:1].upper() + words[1:]


def test_what_mobilises_shows_the_sums_of_the_analysis(officer: Client, access: Access) -> None:
    names, table, rows = brought_in(access)
    sums = position_reading(names, list(table), rows, [1.0] * len(names))[1]

    text = officer.get(url(access.cooperation, "position_convergences")).text

    listed = text.partition('id="m-mobilised"')[2].partition("</table>")[0]
    values = re.findall(
        r'<th scope="row"><a[^>]*>([^<]+)</a></th><td class="m-num">([^<]+)</td>'
        r'<td class="m-num">([^<]+)</td><td class="m-num">([^<]+)</td>',
        listed,
    )
    assert {plain(label): int(total) for label, _for, _against, total in values} == dict(
        zip(table, sums.subject_mobilisation, strict=True)
    )
    columns = {plain(label): list(column) for label, column in table.items()}
    assert {plain(label): (int(plus), int(minus)) for label, plus, minus, _total in values} == {
        label: (
            sum(value for value in column if value and value > 0),
            -sum(value for value in column if value and value < 0),
        )
        for label, column in columns.items()
    }
