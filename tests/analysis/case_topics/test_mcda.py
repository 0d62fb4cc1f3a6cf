"""Cases of priorities may leave out senses and weights."""

from maillage.analysis.case_topics import mcda


def test_without_senses_more_is_better() -> None:
    formulas = mcda.compute({"matrix": [[1, 2], [2, 3]], "weights": ["1/2", "1/2"]})

    assert formulas["net"]() == (-1.0, 1.0)
    assert formulas["ranking"]() == (1, 0)


def test_without_weights_they_are_equal() -> None:
    formulas = mcda.compute({"matrix": [[1, 2], [2, 1]], "sense": [1, -1], "weights": None})

    assert formulas["phi_plus"]() == (0.0, 1.0)
