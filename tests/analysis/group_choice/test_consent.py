"""Consent: nobody is counted, objections are."""

import pytest

from maillage.analysis.group_choice import Consent, ConsentRound, Objection, consent

ALL = ["Nort", "Blain", "Joué"]
COST = Objection("Blain", "le coût double en 2027", "étaler sur deux ans")


def test_one_reasoned_objection_is_enough() -> None:
    reading = consent(ALL, [ConsentRound("Piste A", ALL, [COST])])

    assert reading == Consent("objected", "Piste A", (COST,), (), ())


def test_an_objection_met_by_the_next_text_is_kept_in_memory() -> None:
    rounds = [ConsentRound("Piste A", ALL, [COST]), ConsentRound("Piste B", ALL)]

    assert consent(ALL, rounds) == Consent("reached", "Piste B", (), (), (COST,))


def test_a_lifted_objection_no_longer_stands() -> None:
    lifted = Objection("Blain", "coût", lifted=True)

    assert consent(ALL, [ConsentRound("Piste", ALL, [lifted])]).state == "reached"


def test_those_who_were_not_heard_keep_it_open_and_their_objection_unmet() -> None:
    rounds = [ConsentRound("Piste A", ALL, [COST]), ConsentRound("Piste B", ["Nort"])]

    assert consent(ALL, rounds) == Consent("open", "Piste B", (), ("Blain", "Joué"), ())


def test_before_the_first_round_everyone_is_silent() -> None:
    assert consent(["Nort"], []) == Consent("not_started", "", (), ("Nort",), ())


@pytest.mark.parametrize(
    ("consent_round", "message"),
    [
        (
            ConsentRound("Piste", ["Pornic"]),
            "Tour 1 : « Pornic » ne prend pas part à la décision.",
        ),
        (
            ConsentRound("Piste", [], [Objection("Nort", " ")]),
            "Tour 1, Nort : une objection se motive, indiquez la raison.",
        ),
    ],
)
def test_wrong_input_is_refused(consent_round: ConsentRound, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        consent(ALL, [consent_round])

    assert str(refused.value) == message
