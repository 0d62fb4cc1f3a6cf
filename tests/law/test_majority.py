"""The joint decision is acquired, or somebody is missing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.majority import (
    Agreements,
    Ballot,
    QualifiedMajority,
    Signatures,
    WholeBodyVote,
    each_for_itself,
    qualified_majority,
    simple_majority_each,
    two_thirds_of_composition,
    unanimity,
)

COMMUNES = {"Blain": 4000, "Nozay": 1000, "Derval": 500, "Guémené": 500}


def test_half_of_the_councils_with_two_thirds_of_the_population_is_enough() -> None:
    finding = qualified_majority(COMMUNES, ["Nozay", "Blain"], body_kind="epci")

    assert finding.figures == QualifiedMajority(
        True, "2/4", "5000/6000", False, True, ("Blain",), ()
    )
    assert finding.sentence == ("Décision acquise : 2/4 des conseils, 5000/6000 de la population.")
    assert finding.source == "CGCT L5211-5 II"


def test_exactly_half_of_the_population_is_not_more_than_half() -> None:
    populations = {"Blain": 300, "Nozay": 100, "Derval": 100, "Guémené": 100}

    finding = qualified_majority(populations, ["Nozay", "Derval", "Guémené"], body_kind="epci")

    assert finding.figures == QualifiedMajority(
        False, "3/4", "300/600", False, False, ("Blain",), ("Blain",)
    )
    assert (finding.level, finding.finding_id) == ("attention", "required_missing")
    assert finding.sentence == "Décision non acquise : l’accord de Blain est indispensable."


def test_too_few_councils_is_said_in_shares() -> None:
    populations = {"Nozay": 250, "Derval": 250, "Guémené": 250, "Vay": 250}

    finding = qualified_majority(populations, ["Vay"], body_kind="commune_syndicate")

    assert finding.finding_id == "not_acquired"
    assert finding.sentence == (
        "Majorité qualifiée non atteinte : 1/4 des conseils, 250/1000 de la population."
    )


def test_no_member_acquires_nothing() -> None:
    finding = qualified_majority({}, [], body_kind="epci")

    assert finding.figures == QualifiedMajority(False, "0/0", "0/0", False, False, (), ())


def test_unknown_member_is_refused() -> None:
    with pytest.raises(ValueError, match="Ancenis : inconnu parmi les membres"):
        qualified_majority(COMMUNES, ["Ancenis"], body_kind="epci")


def test_unanimity_names_who_is_missing() -> None:
    finding = unanimity(["Blain", "Nozay", "Derval"], ["Nozay"])

    assert finding.figures == Agreements(False, ("Blain", "Derval"))
    assert finding.sentence == "Il manque l’accord de Blain et Derval."


PARTIES = ["Caf", *(f"Commune {number}" for number in range(1, 23))]


def test_who_refuses_a_convention_does_not_stop_the_others() -> None:
    """Of 23 parties the Caf and 19 others agree, two are silent and one refuses."""
    finding = each_for_itself(PARTIES, PARTIES[:20], required=["Caf"])

    assert finding.figures == Signatures(True, tuple(PARTIES[:20]), ())
    assert finding.sentence == "Structures qui peuvent signer : 20."
    assert (finding.rule.text, finding.source) == (
        "La convention ne lie que les parties qui la signent.",
        "CGCT L2121-29 ; code civil, article 1199 (à vérifier)",
    )


def test_nothing_is_signed_without_who_is_indispensable() -> None:
    finding = each_for_itself(PARTIES, PARTIES[1:], required=["Caf"])

    assert finding.figures == Signatures(False, (), ("Caf",))
    assert finding.sentence == "Rien à signer encore : il manque l’accord de Caf."


def test_nobody_signs_a_convention_alone() -> None:
    finding = each_for_itself(["Caf", "Blain"], ["Caf"], required=["Caf"])

    assert finding.figures == Signatures(False, (), ())
    assert finding.sentence == "Rien à signer encore : une convention se signe à deux au moins."


def test_president_settles_a_tie_in_public_only() -> None:
    ballots = {
        "Blain": Ballot(10, 10, president_for=True),
        "Nozay": Ballot(7, 7, president_for=True, secret=True),
    }

    assert simple_majority_each(ballots).figures == Agreements(False, ("Nozay",))


def test_two_thirds_bear_on_the_whole_committee() -> None:
    finding = two_thirds_of_composition(30, 19)

    assert finding.figures == WholeBodyVote(False, 20)
    assert finding.sentence == (
        "Il faut 20 voix des membres composant le comité ; voix réunies : 19."
    )


def test_empty_committee_decides_nothing() -> None:
    assert two_thirds_of_composition(0, 0).figures == WholeBodyVote(False, 0)


@given(
    st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 5000), min_size=1),
    st.sets(st.sampled_from("ABCDEFGH")),
    st.sampled_from(["epci", "commune_syndicate"]),
)
def test_qualified_majority_is_that_of_the_text(
    populations: dict[str, int], agreeing: set[str], kind: str
) -> None:
    favour = [member for member in populations if member in agreeing]
    total, reached = sum(populations.values()), sum(populations[member] for member in favour)
    councils = Fraction(len(favour), len(populations))
    by_councils = councils >= Fraction(2, 3) and 2 * reached > total
    by_population = councils >= Fraction(1, 2) and 3 * reached >= 2 * total

    figures = qualified_majority(populations, favour, body_kind=kind).figures

    assert figures.two_thirds_councils_and_more_than_half_population == by_councils
    assert figures.half_councils_and_two_thirds_population == by_population
    assert figures.acquired == ((by_councils or by_population) and not figures.required_missing)


@given(st.integers(1, 200), st.integers(0, 200))
def test_needed_votes_are_the_least_that_reach_two_thirds(members: int, votes: int) -> None:
    figures = two_thirds_of_composition(members, votes).figures

    assert 3 * figures.needed >= 2 * members > 3 * (figures.needed - 1)
    assert figures.acquired == (3 * votes >= 2 * members)
