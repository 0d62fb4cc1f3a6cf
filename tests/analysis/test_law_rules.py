"""Every rule of a joint decision that the law package gives is read by this one."""

import pytest

from maillage.analysis.majorities import outlook
from maillage.law.majority_rules import majority_rules

RULES = majority_rules()
MEMBERS = ["Nort", "Blain", "Joué"]
MEASURES = {name: dict.fromkeys(MEMBERS, 1000) for name in ("population", "seats")}


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_of_the_law_is_acquired_when_all_agree(name: str) -> None:
    agreed = dict.fromkeys(MEMBERS, "agreement")

    assert outlook(RULES[name], MEMBERS, agreed, measures=MEASURES).status == "acquired"
