"""Cases of cost sharing are read in all the ways they may be written."""

from collections.abc import Mapping
from fractions import Fraction

from maillage.analysis.case_topics import cost


def computed(inputs: cost.Inputs, key: str) -> object:
    formulas: Mapping[str, object] = cost.compute(inputs)
    formula = formulas[key]
    assert callable(formula)
    return formula()


def test_groups_may_have_long_names() -> None:
    inputs: cost.Inputs = {"coalition_costs": {"10": 6, "2": 4, "2,10": "17/2"}, "total_cents": 17}

    assert computed(inputs, "shapley") == [Fraction(13, 4), Fraction(21, 4)]
    assert computed(inputs, "shares") == [Fraction(13, 34), Fraction(21, 34)]
    assert computed(inputs, "cents") == [7, 10]


def test_letters_follow_the_order_in_which_they_are_met() -> None:
    inputs: cost.Inputs = {"coalition_costs": {"BA": 3, "B": 2, "A": 3}}

    assert computed(inputs, "shapley") == [1, 2]


def test_floors_and_caps_are_kept() -> None:
    inputs: cost.Inputs = {
        "keys": [{"values": [5, 3, 2]}],
        "total_cents": "100",
        "floors": [0, 0, 25],
        "caps": [40, None, None],
    }

    assert computed(inputs, "cents") == [40, 35, 25]
