"""Cases of votes may name options, tie them, and leave out counts."""

from maillage.analysis.case_topics import vote


def test_options_may_be_named_and_tied() -> None:
    inputs: vote.Inputs = {
        "method": "ranked",
        "candidates": ["Piste", "Halle", "Étude"],
        "rankings": [{"order": ["Halle", ["Piste", "Étude"]]}, {"order": [1, 0, 2], "count": 2}],
    }

    formulas = vote.compute(inputs)

    assert formulas["pairwise"]() == ((0, 0, 2), (3, 0, 3), (0, 0, 0))
    assert formulas["condorcet_winner"]() == [1]
