"""A rule of decision is given as plain values."""

from pathlib import Path

import pytest

from maillage.law.majority import qualified_majority, two_thirds_of_composition
from maillage.law.majority_rules import majority_rule, majority_rules
from maillage.law.rules import load_rules

QUALIFIED = [
    {"count": {"share": "2/3"}, "population": {"share": "1/2", "strict": True}},
    {"count": {"share": "1/2"}, "population": {"share": "2/3"}},
]


def test_every_rule_is_listed() -> None:
    assert sorted(majority_rules()) == [
        "each_for_itself",
        "qualified_epci",
        "qualified_syndicate",
        "required_structures",
        "simple_majority_each",
        "two_thirds_of_composition",
        "unanimity",
        "weighted_seats",
    ]


def test_qualified_majority_of_an_epci_asks_for_the_largest() -> None:
    finding = majority_rule("qualified_majority", body_kind="epci", effect_of_silence="agreement")

    assert finding.figures == {
        "kind": "qualified_majority",
        "alternatives": QUALIFIED,
        "required_above": {"measure": "population", "share": "1/4", "only_largest": True},
        "silence": "agreement",
    }
    assert finding.sentence.startswith("Au moins deux tiers des conseils")


@pytest.mark.parametrize("kind", ["commune_syndicate", "closed_syndicate", "pays"])
def test_qualified_majority_of_a_syndicate_asks_for_every_large_commune(kind: str) -> None:
    finding = majority_rule("qualified_majority", body_kind=kind)

    assert finding.figures["required_above"] == {
        "measure": "population",
        "share": "1/4",
        "only_largest": False,
    }


def test_required_structures_are_listed_by_the_caller() -> None:
    finding = majority_rule("required_structures", required=["CC de Nozay", "Blain"])

    assert finding.figures == {
        "kind": "required_structures",
        "silence": "none",
        "required": ["CC de Nozay", "Blain"],
    }


def test_rule_is_found_by_its_name_too() -> None:
    assert majority_rule("qualified_epci").rule.id == "majority.qualified_epci"


def test_unknown_rule_is_answered_by_the_known_ones() -> None:
    with pytest.raises(ValueError, match="« lottery » n’est pas une règle de décision"):
        majority_rule("lottery")


def test_amended_shares_change_the_decision(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        "[majority.two_thirds_of_composition]\n"
        'alternatives = [{seats = {share = "1/2", strict = true}}]\n'
        "[majority.qualified_epci]\n"
        'alternatives = [{count = {share = "1/2", strict = true}}]\n'
        "[majority.lottery]\n"
        'kind = "weighted_seats"\ntext = "Sièges pondérés"\nsource = "Statuts"\n'
        'checked = 2026-11-25\nstatus = "à vérifier"\n'
    )
    rules = load_rules(path)

    finding = qualified_majority(
        {"A": 900, "B": 50, "C": 50}, ["B", "C"], body_kind="epci", rules=rules
    )

    assert two_thirds_of_composition(30, 15, rules=rules).figures.needed == 16
    assert finding.figures.two_thirds_councils_and_more_than_half_population
    assert majority_rule("lottery", rules=rules).figures["kind"] == "weighted_seats"


def test_rule_without_required_members_asks_for_none(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[majority.charter]\nkind = "qualified_majority"\nkinds = ["epci"]\n'
        'alternatives = [{count = {share = "3/5"}}]\ntext = "Charte"\nsource = "Charte"\n'
        'checked = 2026-11-25\nstatus = "à vérifier"\n'
    )

    finding = qualified_majority(
        {"A": 900, "B": 50, "C": 50}, ["B", "C"], body_kind="epci", rules=load_rules(path)
    )

    assert (finding.rule.id, finding.figures.acquired) == ("majority.charter", True)
