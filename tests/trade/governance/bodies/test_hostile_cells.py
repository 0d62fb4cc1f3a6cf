"""Cells of seats made to be slow, or to hold nothing where something is looked for."""

import time

import pytest

from maillage.trade.governance.bodies.table.colleges import college_core, voice_beside
from maillage.trade.governance.bodies.table.holders import holders_of


def test_a_long_word_among_names_is_read_at_once() -> None:
    text = f"{'A' * 900} A! et Eve ROY"
    start = time.process_time()

    holders = holders_of(text)

    assert time.process_time() - start < 0.5
    assert holders.titulaires == (text,)


def test_whole_names_are_parted_and_others_are_not() -> None:
    assert holders_of("Paul RENAUD et Léa d'Orval").titulaires == ("Paul RENAUD", "Léa d'Orval")
    assert holders_of("Commerce et artisanat").titulaires == ("Commerce et artisanat",)


@pytest.mark.parametrize("text", ["Collège des élus ()", "Collège ( ) :", "()"])
def test_empty_brackets_beside_a_college_say_no_voice(text: str) -> None:
    assert voice_beside(text) == ""
    assert isinstance(college_core(text), str)
