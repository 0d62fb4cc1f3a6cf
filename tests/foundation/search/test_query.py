"""What is looked for in what was typed?"""

import pytest

from maillage.foundation.search.query import Query


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Qui appeler à la MSA ?", ["msa"]),
        ("qui contacter à l’ARS", ["ars"]),
        ("Qui joindre pour les Moulins", ["moulins"]),
        ("qui appeler Lagrange", ["lagrange"]),
        ("qui appeler", ["qui", "appeler"]),
        ("Quincampoix", ["quincampoix"]),
        ("qui prévenir ?", ["qui", "prevenir", "?"]),
        ("Avenant ?", ["avenant"]),
    ],
)
def test_a_question_is_looked_for_by_what_it_bears_on(typed: str, words: list[str]) -> None:
    assert Query(typed).words == words
