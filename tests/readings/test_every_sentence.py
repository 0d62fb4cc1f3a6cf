"""Is every sentence of every reading written out, and true to the figures behind it?"""

import pytest

from tests.readings.day import DAY
from tests.readings.decisions import DECISIONS
from tests.readings.dialogue import DIALOGUE
from tests.readings.game import GAME
from tests.readings.meetings import MEETINGS
from tests.readings.pairs import PAIRS
from tests.readings.positions import POSITIONS
from tests.readings.registers import REGISTERS
from tests.readings.tables import Room, pattern_of, written
from tests.readings.threads import THREADS
from tests.readings.visits import VISITS
from tests.readings.votes import VOTES

ROOMS = (
    POSITIONS,
    PAIRS,
    GAME,
    VISITS,
    VOTES,
    DIALOGUE,
    DECISIONS,
    REGISTERS,
    THREADS,
    MEETINGS,
    DAY,
)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_case_says_what_the_table_writes(room: Room) -> None:
    assert {case.name: case.words for case in room.cases()} == written(room.name)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_sentence_is_true_to_the_figures(room: Room) -> None:
    assert [case.name for case in room.cases() if not case.holds] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_sentence_is_left_out_of_the_table(room: Room) -> None:
    assert room.unreached() == []


def test_a_sentence_is_known_by_its_fixed_words() -> None:
    assert pattern_of("%(n)s structures").search("Deux structures sur neuf")
    assert not pattern_of("%(n)s structures").search("Une structure sur neuf")
