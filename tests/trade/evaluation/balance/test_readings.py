"""What is given and received is compared in euros only, and what is estimated says so."""

import pytest

from maillage.trade.evaluation.balance.readings import (
    Amount,
    Avoided,
    Period,
    Side,
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
    ("given", "received", "alone", "side"),
    [
        (0, 0, 0, Side.NOTHING),
        (37_000, 40_000, 0, Side.MORE),
        (37_000, 34_000, 61_500, Side.WITH_ESTIMATE),
        (37_000, 34_000, 0, Side.LESS),
        (37_000, 37_000, 0, Side.EQUAL),
        (37_000, 37_000, 38_000, Side.WITH_ESTIMATE),
        (37_000, 34_000, 30_000, Side.LESS),
        (0, 34_000, 0, Side.MORE),
    ],
)
def test_euros_compare(given: int, received: int, alone: int, side: Side) -> None:
    assert structure("Trois Étangs", given, received, alone).side == side


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [structure("Aubry", 0, 0)],
            "De 2024 à 2026, aucune somme n’est notée, ni donnée ni reçue.",
        ),
        (
            [structure("Aubry", 10, 20)],
            "De 2024 à 2026, chaque membre reçoit plus d’euros que n’en compte son apport.",
        ),
        (
            [structure("Aubry", 10, 20), structure("Brolles", 10, 20)],
            "De 2024 à 2026, chaque membre reçoit plus d’euros que n’en compte son apport.",
        ),
        (
            [structure("Aubry", 10, 5), structure("Brolles", 10, 10)],
            "De 2024 à 2026, aucun membre ne reçoit plus d’euros que n’en compte son apport.",
        ),
        (
            [structure("Aubry", 10, 20), structure("Brolles", 10, 9, 15), structure("Cery", 0, 0)],
            "De 2024 à 2026, un membre sur deux reçoit plus d’euros que n’en compte son apport : "
            "Aubry. Pour Brolles, ce n’est vrai qu’en comptant une dépense évitée, une "
            "estimation.",
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
