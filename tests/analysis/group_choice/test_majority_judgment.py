"""Majority judgment: the lower median, then the next ones."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.analysis.group_choice import Judgment, majority_judgment

GRADES = ["Très bien", "Bien", "Passable"]
same_total = st.integers(0, 9).flatmap(
    lambda total: st.lists(
        st.lists(st.integers(0, 2), min_size=total, max_size=total).map(
            lambda ballots: [ballots.count(grade) for grade in range(3)]
        ),
        max_size=5,
    )
)


def test_options_are_ranked_by_their_sequences() -> None:
    rows = majority_judgment(GRADES, {"Piste": [1, 2, 1], "Halle": [2, 1, 1], "Étude": [1, 2, 1]})

    assert rows == (
        Judgment("Halle", 1, 2, 1, (1, 0, 2, 0), 1),
        Judgment("Piste", 1, 1, 1, (1, 1, 2, 0), 2),
        Judgment("Étude", 1, 1, 1, (1, 1, 2, 0), 2),
    )


def test_without_ballots_there_is_no_grade() -> None:
    assert majority_judgment(GRADES, {"Piste": [0, 0, 0]}) == (
        Judgment("Piste", None, 0, 0, (), 1),
    )


@given(same_total)
def test_a_majority_thinks_at_least_the_majority_grade(options: list[list[int]]) -> None:
    rows = majority_judgment(GRADES, {str(i): counts for i, counts in enumerate(options)})

    for row in rows:
        counts = options[int(row.option)]
        assert sorted(row.sequence) == [g for g, count in enumerate(counts) for _ in range(count)]
        if row.median is not None:
            at_least = sum(counts[: row.median + 1])
            assert 2 * at_least > sum(counts) >= 2 * (at_least - counts[row.median])


@given(same_total, st.data())
def test_a_better_ballot_never_harms_an_option(
    options: list[list[int]], data: st.DataObject
) -> None:
    improvable = [i for i, counts in enumerate(options) if sum(counts[1:])]
    assume(improvable)
    chosen = data.draw(st.sampled_from(improvable))
    grade = next(g for g in (1, 2) if options[chosen][g])
    better = [list(counts) for counts in options]
    better[chosen][grade] -= 1
    better[chosen][grade - 1] += 1

    def rank(given: list[list[int]]) -> int:
        rows = majority_judgment(GRADES, {str(i): counts for i, counts in enumerate(given)})
        return next(row.rank for row in rows if row.option == str(chosen))

    assert rank(better) <= rank(options)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"Piste": [1, 2]}, "Piste : 2 effectifs pour 3 mentions."),
        ({"Piste": [1, -1, 2]}, "Piste, mention « Bien » : l’effectif (-1) est négatif."),
        (
            {"Piste": [1, 1, 1], "Halle": [1, 0, 1]},
            "Halle : 2 bulletins au lieu de 3 ; chaque option est jugée par les mêmes votants "
            "(qui ne dit rien donne la moins bonne mention).",
        ),
    ],
)
def test_wrong_input_is_refused(counts: dict[str, list[int]], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        majority_judgment(GRADES, counts)

    assert str(refused.value) == message
