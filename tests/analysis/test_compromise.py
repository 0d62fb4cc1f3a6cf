"""The best compromise, and the condition that unlocks most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.compromise import Answer, Compromise, OptionReading, Unlocking, compromise

YES, NO = Answer("yes"), Answer("refusal")
STRUCTURES = ["Nort", "Blain", "Joué"]
OPTIONS = ["Piste", "Halle", "Étude"]
Answers = dict[str, dict[str, Answer]]


def under(*conditions: str) -> Answer:
    return Answer("conditions", conditions)


def test_refusals_then_conditions_then_regret_decide() -> None:
    reading = compromise(
        OPTIONS,
        STRUCTURES,
        {
            "Piste": {"Nort": YES, "Blain": YES, "Joué": NO},
            "Halle": {"Nort": under("coût"), "Blain": YES, "Joué": under("coût", "date")},
            "Étude": {"Nort": under("coût"), "Blain": YES},
        },
    )

    assert reading == Compromise(
        options=(
            OptionReading("Étude", 1, (), ("Nort",), ("Joué",), 1, ("Nort",)),
            OptionReading("Halle", 2, (), ("Nort", "Joué"), (), 1, ("Nort",)),
            OptionReading("Piste", 3, ("Joué",), (), (), 1, ("Joué",)),
        ),
        conditions=(
            Unlocking("coût", ("Nort",), ()),
            Unlocking("date", (), ()),
        ),
    )


def test_the_worst_off_decides_between_equal_refusals() -> None:
    answers = {"Piste": {"Nort": NO, "Blain": YES}, "Halle": {"Nort": YES, "Blain": NO}}
    softer = {"Étude": {"Nort": under("date"), "Blain": NO}}

    reading = compromise(OPTIONS, STRUCTURES[:2], {**answers, **softer})

    assert [(row.option, row.rank, row.worst_regret) for row in reading.options] == [
        ("Piste", 1, 2),
        ("Halle", 1, 2),
        ("Étude", 3, 2),
    ]


def test_a_condition_that_frees_an_option_comes_before_one_that_does_not() -> None:
    reading = compromise(
        OPTIONS[:2],
        STRUCTURES[:2],
        {
            "Piste": {"Nort": YES, "Blain": under("parking")},
            "Halle": {"Nort": under("accès"), "Blain": NO},
        },
    )

    assert reading.conditions == (
        Unlocking("parking", ("Blain",), ("Piste",)),
        Unlocking("accès", ("Nort",), ()),
    )


def test_silence_is_never_an_agreement() -> None:
    reading = compromise(["Piste", "Halle"], ["Nort"], {"Halle": {"Nort": YES}})

    assert [(row.option, row.silent) for row in reading.options] == [
        ("Halle", ()),
        ("Piste", ("Nort",)),
    ]


answers = st.sampled_from([YES, NO, under("coût"), under("coût", "date"), under("date")])
tables = st.dictionaries(
    st.sampled_from(OPTIONS), st.dictionaries(st.sampled_from(STRUCTURES), answers)
)


@given(tables, st.sampled_from(OPTIONS))
def test_a_copy_of_an_option_changes_nothing(answers: Answers, copied: str) -> None:
    twin = {**answers, "Copie": answers.get(copied, {})}

    alone = compromise(OPTIONS, STRUCTURES, answers)
    beside = compromise([*OPTIONS, "Copie"], STRUCTURES, twin)

    others = [row.option for row in beside.options if row.option != "Copie"]
    assert others == [row.option for row in alone.options]
    assert [(c.condition, c.structures) for c in beside.conditions] == [
        (c.condition, c.structures) for c in alone.conditions
    ]


@given(tables)
def test_the_order_of_structures_changes_no_rank(answers: Answers) -> None:
    first = compromise(OPTIONS, STRUCTURES, answers)
    second = compromise(OPTIONS, STRUCTURES[::-1], answers)

    assert [(row.option, row.rank) for row in first.options] == [
        (row.option, row.rank) for row in second.options
    ]


@given(tables)
def test_an_option_that_a_condition_frees_is_accepted_by_all(answers: Answers) -> None:
    for condition in compromise(OPTIONS, STRUCTURES, answers).conditions:
        for option in condition.options:
            assert all(
                answer == YES or set(answer.conditions) == {condition.condition}
                for answer in answers[option].values()
            )
            assert set(answers[option]) == set(STRUCTURES)


@pytest.mark.parametrize(
    ("options", "answers", "message"),
    [
        (["Piste", "Piste"], {}, "L’option « Piste » figure deux fois."),
        (["Piste"], {"Halle": {}}, "L’option « Halle » ne figure pas parmi celles proposées."),
        (
            ["Piste"],
            {"Piste": {"Pornic": YES}},
            "Piste : « Pornic » ne figure pas parmi les structures.",
        ),
        (
            ["Piste"],
            {"Piste": {"Nort": Answer("oui")}},
            "Piste, Nort : « oui » inconnu ; yes, conditions, refusal.",
        ),
        (
            ["Piste"],
            {"Piste": {"Nort": under()}},
            "Piste, Nort : indiquez au moins une condition.",
        ),
        (
            ["Piste"],
            {"Piste": {"Nort": Answer("yes", ["coût"])}},
            "Piste, Nort : des conditions ne vont qu’avec un accord sous conditions.",
        ),
    ],
)
def test_wrong_input_is_refused(options: list[str], answers: Answers, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        compromise(options, STRUCTURES, answers)

    assert str(refused.value) == message
