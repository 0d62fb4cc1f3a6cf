"""The rules that the law states are those that the analysis applies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.council_votes import count_on_the_whole_body
from maillage.analysis.majorities import outlook
from maillage.law.majority import (
    each_for_itself,
    qualified_majority,
    two_thirds_of_composition,
    unanimity,
)
from maillage.law.majority_rules import majority_rule, majority_rules

MEMBERS = ["Blain", "Nozay", "Derval", "Guémené"]
FAVOUR = st.sets(st.sampled_from(MEMBERS))


def answers_of(favour: set[str]) -> dict[str, str]:
    return {member: "agreement" if member in favour else "refusal" for member in MEMBERS}


@pytest.mark.parametrize("name", sorted(majority_rules()))
def test_every_rule_is_understood(name: str) -> None:
    measures = {"population": dict.fromkeys(MEMBERS, 100), "seats": dict.fromkeys(MEMBERS, 3)}

    result = outlook(
        majority_rules()[name], MEMBERS, dict.fromkeys(MEMBERS, "agreement"), measures=measures
    )

    assert result.status == "acquired"


@given(
    st.lists(st.integers(1, 5000), min_size=4, max_size=4),
    FAVOUR,
    st.sampled_from(["epci", "commune_syndicate"]),
)
def test_qualified_majority_is_the_same_on_both_sides(
    inhabitants: list[int], favour: set[str], kind: str
) -> None:
    populations = dict(zip(MEMBERS, inhabitants, strict=True))
    rule = majority_rule("qualified_majority", body_kind=kind).figures

    stated = qualified_majority(populations, sorted(favour), body_kind=kind).figures
    applied = outlook(rule, MEMBERS, answers_of(favour), measures={"population": populations})

    assert (applied.status == "acquired") == stated.acquired
    assert applied.required_missing == stated.required_missing


@given(FAVOUR)
def test_unanimity_is_the_same_on_both_sides(favour: set[str]) -> None:
    rule = majority_rule("unanimity").figures

    applied = outlook(rule, MEMBERS, answers_of(favour))

    assert (applied.status == "acquired") == unanimity(MEMBERS, sorted(favour)).figures.acquired


@given(FAVOUR, FAVOUR)
def test_each_for_itself_is_the_same_on_both_sides(favour: set[str], required: set[str]) -> None:
    names = sorted(required)
    rule = majority_rule("each_for_itself", required=names).figures

    stated = each_for_itself(MEMBERS, sorted(favour), required=names).figures
    applied = outlook(rule, MEMBERS, answers_of(favour))

    assert (applied.status == "acquired") == stated.signable
    assert applied.required_missing == stated.required_missing


@given(st.integers(1, 100), st.integers(0, 100))
def test_two_thirds_are_the_same_on_both_sides(members: int, votes: int) -> None:
    votes = min(votes, members)

    stated = two_thirds_of_composition(members, votes).figures
    applied = count_on_the_whole_body(members, votes, 0)

    assert (applied.needed, applied.status == "acquired") == (stated.needed, stated.acquired)
