"""Every word of the rules has its French."""

from datetime import date

import pytest

from maillage.law import words
from maillage.law.deliberation import Act, act_state
from maillage.law.majority_rules import majority_rules
from maillage.law.quorum import Proxy, refused_proxies
from maillage.law.rules import built_in_rules

DAY = date(2026, 11, 10)
LABELS = {
    name: value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)
}


@pytest.mark.parametrize("name", sorted(LABELS))
def test_words_are_english_and_their_labels_french(name: str) -> None:
    for word, label in LABELS[name].items():
        assert word.isascii()
        assert word == word.lower()
        assert label == label.strip() != ""


def test_every_state_of_an_act_has_its_word() -> None:
    acts = [Act(), Act(DAY), Act(DAY, DAY), Act(DAY, None, DAY), Act(DAY, DAY, DAY)]

    assert [act_state(act).figures.state for act in acts] == list(words.ACT_STATES)


def test_every_refusal_of_a_proxy_has_its_word() -> None:
    proxies = [
        Proxy("Anne", "Luc", written=False),
        Proxy("Rose", "Luc", consecutive_sessions=4),
        Proxy("Jean", "Luc"),
        Proxy("Lise", "Luc"),
    ]

    assert [one.reason for one in refused_proxies(proxies)] == list(words.PROXY_REASONS)


def test_every_situation_has_its_rule() -> None:
    assert {f"own_share.{word}" for word in words.SITUATIONS} < set(built_in_rules().by_id)


def test_every_decision_rule_has_its_word() -> None:
    assert {rule["kind"] for rule in majority_rules().values()} == set(words.MAJORITIES)


def test_every_procedure_and_form_has_its_label() -> None:
    rules = built_in_rules()

    assert all(rule.word("label") for rule in (*rules.of("silence"), *rules.of("legal_forms")))
