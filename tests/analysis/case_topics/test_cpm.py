"""Cases of the critical path may have durations that are not whole."""

from fractions import Fraction

from maillage.analysis.case_topics import cpm


def test_durations_may_be_fractions_of_days() -> None:
    inputs: cpm.Inputs = {"durations": {"A": "1/2", "B": 1.25}, "predecessors": {"B": ["A"]}}

    formulas = cpm.compute(inputs)

    assert formulas["project_duration"]() == Fraction(7, 4)
    assert formulas["critical"]() == ["A", "B"]


def test_tasks_may_follow_nothing() -> None:
    assert cpm.compute({"durations": {"A": 3, "B": 5}})["project_duration"]() == 5
