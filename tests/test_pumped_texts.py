"""No text that somebody sends holds a machine: twenty thousand letters are read at once."""

import re

import pytest

from maillage.core import days, folded, french
from maillage.foundation.search.query import Query
from tests.pumping import (
    house_patterns,
    of_a_cell,
    patterns_in,
    readers_in,
    search_all,
    slow_motif,
)

# What reads cells: their texts come through `Sheet`, which shortens runs of blanks and cuts.
CELLS = (
    "maillage.foundation.exchange.cells.",
    "maillage.foundation.exchange.cleaning.",
    "maillage.foundation.exchange.tables.",
    "maillage.foundation.exchange.vocabulary.",
    "maillage.ground.directory.contact_files.table.",
    "maillage.trade.governance.bodies.table.",
)
# What reads files of the house alone, never what somebody sends.
OWN_FILES = frozenset(
    {
        "maillage.core.typography.TEMPLATE_TOKEN",
        "maillage.foundation.documents.writing.blocks.TAG",
        "maillage.law.rule_files.HEADER",
        "maillage.law.rule_files.KEY",
        "maillage.law.shapes.FRACTION",
    }
)
# What is never given more than a few letters, each by the one function that uses it.
SHORT = frozenset({"maillage.trade.governance.date_polls.forms.DAY_THEN_HOURS"})


def test_every_pattern_reads_twenty_thousand_letters_at_once() -> None:
    aside = OWN_FILES | SHORT
    every = house_patterns()
    patterns = {name: one for name, one in every.items() if name not in aside}

    slow = {
        name: motif
        for name, pattern in patterns.items()
        if (motif := slow_motif(search_all(pattern), of_a_cell if name.startswith(CELLS) else str))
    }

    assert len(patterns) > 150
    assert aside <= every.keys()
    assert slow == {}


@pytest.mark.parametrize("package", CELLS)
def test_every_reader_of_cells_reads_one_at_once(package: str) -> None:
    readers = readers_in(package)

    slow = {name: motif for name, read in readers.items() if (motif := slow_motif(read, of_a_cell))}

    assert readers
    assert slow == {}


@pytest.mark.parametrize(
    "read",
    [
        folded.fold,
        folded.as_glob,
        folded.holds_words,
        french.with_french_spaces,
        french.breakable,
        days.read_day,
        lambda typed: Query(typed).words,
    ],
)
def test_what_is_typed_is_read_at_once(read: object) -> None:
    assert callable(read)
    assert slow_motif(read) == ""


def test_a_quadratic_pattern_is_found_wherever_it_stands() -> None:
    slow = re.compile(r"\s*/")

    assert list(patterns_in({"a": (1, [slow])})) == [slow]
    assert slow_motif(search_all(slow)).startswith("' '")
    assert slow_motif(search_all(slow), of_a_cell) == ""
    assert slow_motif(search_all(re.compile(r"\s+"))) == ""
