"""The plain form of a rule is read, or refused with the entry at fault."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from maillage.analysis.majority_rules import MajorityRule, RequiredAbove, Threshold, read_rule


def test_a_complete_rule_is_read() -> None:
    rule = read_rule(
        {
            "kind": "qualified_majority",
            "alternatives": [
                {"count": {"share": "2/3"}, "population": {"at_least": 5, "strict": True}}
            ],
            "required": ["Nort"],
            "required_above": {"measure": "seats", "share": 0.25, "only_largest": True},
            "silence": "refusal",
        }
    )

    assert rule == MajorityRule(
        kind="qualified_majority",
        alternatives=(
            (
                Threshold("count", Fraction(2, 3), None, False),
                Threshold("population", None, Fraction(5), True),
            ),
        ),
        required=("Nort",),
        required_above=RequiredAbove("seats", Fraction(1, 4), True),
        silence="refusal",
    )
    assert rule.measures == ("population", "seats")


@pytest.mark.parametrize(
    ("kind", "alternatives"),
    [
        ("unanimity", ((Threshold("count", Fraction(1), None, False),),)),
        ("simple_majority_each", ((Threshold("count", Fraction(1), None, False),),)),
        ("each_for_itself", ((Threshold("count", None, Fraction(2), False),),)),
        ("two_thirds_of_composition", ((Threshold("seats", Fraction(2, 3), None, False),),)),
        ("required_structures", ((),)),
    ],
)
def test_rules_of_one_sentence_need_no_majority(
    kind: str, alternatives: tuple[tuple[Threshold, ...], ...]
) -> None:
    assert read_rule({"kind": kind}).alternatives == alternatives


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        (
            {"kind": "majorité"},
            "Règle « majorité » : type inconnu ; choisissez unanimity, simple_majority_each, "
            "each_for_itself, two_thirds_of_composition, "
            "required_structures, qualified_majority, weighted_seats.",
        ),
        (
            {"kind": "unanimity", "quorum": 3},
            "Règle « unanimity » : « quorum » n’est pas prévu ; "
            "kind, alternatives, required, required_above, silence.",
        ),
        (
            {"kind": "qualified_majority"},
            "Règle « qualified_majority » : indiquez la majorité à atteindre (alternatives).",
        ),
        (
            {"kind": "unanimity", "alternatives": "2/3"},
            "Règle « unanimity » : « alternatives » doit être une liste.",
        ),
        (
            {"kind": "unanimity", "alternatives": ["2/3"]},
            "Règle « unanimity », majorité 1 : une table de valeurs nommées est attendue.",
        ),
        (
            {"kind": "unanimity", "alternatives": [{"seats": {"share": 1}, "population": {}}]},
            "Règle « unanimity », majorité 1 : au plus une mesure en plus du nombre de membres.",
        ),
        (
            {"kind": "unanimity", "alternatives": [{"count": {}}]},
            "Règle « unanimity », majorité 1, « count » : "
            "indiquez une part (share) ou un minimum (at_least).",
        ),
        (
            {"kind": "unanimity", "alternatives": [{"count": {"share": "3/2"}}]},
            "Règle « unanimity », majorité 1, « count » : "
            "la part « 3/2 » doit être comprise entre 0 et 1.",
        ),
        (
            {"kind": "unanimity", "alternatives": [{"count": {"share": []}}]},
            "Règle « unanimity », majorité 1, « count » : un nombre est attendu.",
        ),
        (
            {"kind": "unanimity", "alternatives": [{"count": {"share": 1, "strict": "non"}}]},
            "Règle « unanimity », majorité 1, « count », « strict » : répondez par vrai ou faux.",
        ),
        (
            {"kind": "unanimity", "required": "Nort"},
            "Règle « unanimity », « required » : une liste de noms est attendue.",
        ),
        (
            {"kind": "unanimity", "silence": "oui"},
            "Règle « unanimity », « silence » : « oui » inconnu ; agreement, refusal, none.",
        ),
    ],
)
def test_a_wrong_rule_is_refused_where_it_is_wrong(
    plain: Mapping[str, object], message: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        read_rule(plain)

    assert str(refused.value) == message
