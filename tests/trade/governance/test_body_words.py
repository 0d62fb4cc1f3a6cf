"""How a sentence names a body and its cooperation."""

import pytest

from maillage.trade.governance.body_words import of_the_body, the_body


@pytest.mark.parametrize(
    ("name", "cooperation", "words"),
    [
        (
            "Comité de pilotage de la CTG",
            "CTG du Pays de Valmorin",
            "le comité de pilotage de la CTG du Pays de Valmorin",
        ),
        (
            "Comité de pilotage",
            "Entre Loire et Bocage",
            "le comité de pilotage d’Entre Loire et Bocage",
        ),
        ("COPIL", "Pays de Retz", "le COPIL du Pays de Retz"),
        ("Équipe projet", "", "l’équipe projet"),
        ("Conférence des maires", "", "la conférence des maires"),
        ("Les Trois", "", "l’instance « Les Trois »"),
    ],
)
def test_a_body_is_named_as_one_says_it(name: str, cooperation: str, words: str) -> None:
    assert the_body(name, cooperation) == words


def test_a_body_contracts_with_its_preposition() -> None:
    assert [of_the_body(name) for name in ("Comité technique", "Commission", "Équipe projet")] == [
        "du comité technique",
        "de la commission",
        "de l’équipe projet",
    ]
