"""Cases of funding may leave out rates, caps and minimums."""

from maillage.analysis.case_topics import funding


def test_what_is_left_out_does_not_limit() -> None:
    inputs: funding.Inputs = {
        "cost": "1000.00",
        "funders": [
            {"id": "Etat", "max_rate": "0.5", "min_grant": None},
            {"id": "Etat", "cap": 200, "eligible": None, "public": False},
        ],
    }

    formulas = funding.compute(inputs)

    assert formulas["own_share"]() == 300
    assert formulas["total_grants"]() == 700
    assert formulas["funders_used"]() == 2
