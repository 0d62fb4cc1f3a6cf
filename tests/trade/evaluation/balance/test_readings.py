"""What is given and received is compared in euros only, and what is estimated says so."""

from dataclasses import replace

import pytest

from maillage.trade.evaluation.balance.readings import (
    Amount,
    Avoided,
    Drawn,
    Period,
    StructureBalance,
)
from maillage.trade.evaluation.balance.words import balance_sentence, structure_sentence
from tests.ground.directory.reading import plain

YEARS = Period(2024, 2026)


def structure(name: str, given: int, received: int, alone: int = 0) -> StructureBalance:
    """A structure and its euros; alone, it would have paid `alone`."""
    return StructureBalance(
        1,
        name,
        called=[Amount("Contributions", given * 100)] if given else (),
        received=[Amount("FEADER", received * 100)] if received else (),
        avoided=[Avoided(2026, alone * 100, given * 100, "Ingénierie")] if alone else (),
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [structure("Aubry", 0, 0)],
            "De 2024 à 2026, aucune somme n’est notée, ni donnée ni reçue.",
        ),
        (
            [structure("Aubry", 10, 20), structure("Cery", 0, 0)],
            "De 2024 à 2026, un membre : 10 € d’apport, 20 € d’aides accordées.",
        ),
        (
            [structure("Aubry", 10, 20), structure("Brolles", 10, 9, 15)],
            "De 2024 à 2026, deux membres : 20 € d’apport, 29 € d’aides accordées. "
            "S’y ajoute une dépense évitée de 5 €, une estimation.",
        ),
        (
            [replace(structure("Aubry", 10, 0), benefits=[Drawn(1, "Un quai", "", True)] * 2)],
            "De 2024 à 2026, un membre : 10 € d’apport, 0 € d’aides accordées. "
            "Deux bénéfices sont nommés, deux sont attestés.",
        ),
    ],
)
def test_sentence_claims_what_is_counted(rows: list[StructureBalance], sentence: str) -> None:
    assert plain(balance_sentence(rows, YEARS)) == sentence


def test_page_of_one_structure_says_what_is_estimated() -> None:
    sentence = structure_sentence(
        structure("Brolles", 37_000, 34_000, 61_500), Period(2026, 2026), reads_rest=True
    )

    assert plain(sentence) == (
        "En 2026, l’apport de Brolles compte 37 000 €, et ses aides accordées 34 000 €. "
        "Une dépense évitée de 24 500 € s’y ajoute : c’est une estimation."
    )
