"""What is given and received is compared in euros only, and what is estimated says so."""

from dataclasses import replace
from datetime import date

import pytest

from maillage.trade.evaluation.balance.drawing import ALONE, draw_balance
from maillage.trade.evaluation.balance.readings import (
    Amount,
    Avoided,
    Drawn,
    PageState,
    Period,
    StructureBalance,
)
from maillage.trade.evaluation.balance.words import (
    attested_words,
    balance_sentence,
    reader_sentence,
    structure_sentence,
    waiting_words,
)
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
            "De 2024 à 2026, une structure sur deux a des sommes notées : "
            "10 € d’apport, 20 € d’aides accordées.",
        ),
        (
            [structure("Aubry", 10, 20), structure("Brolles", 10, 9, 15)],
            "De 2024 à 2026, deux structures : 20 € d’apport, 29 € d’aides accordées. "
            "S’y ajoute une dépense évitée de 5 €, une estimation.",
        ),
        (
            [replace(structure("Aubry", 10, 0), benefits=[Drawn(1, "Un quai", "", True)] * 2)],
            "De 2024 à 2026, une structure : 10 € d’apport, 0 € d’aides accordées. "
            "Deux bénéfices sont nommés, deux sont attestés.",
        ),
    ],
)
def test_sentence_claims_what_is_counted(rows: list[StructureBalance], sentence: str) -> None:
    assert plain(balance_sentence(rows, YEARS)) == sentence


def test_who_opens_some_pages_reads_which_and_when_theirs_comes() -> None:
    rows = [replace(structure("Aubry", 10, 0), number=4), structure("Brolles", 10, 0)]

    assert [
        reader_sentence(shown, own)
        for shown, own in ((rows, {4}), (rows[1:], {4}), (rows, ()), (rows[:1], {4}))
    ] == [
        "Une page est ouverte aux membres. Vous lisez la page d’Aubry.",
        "Une page est ouverte aux membres. "
        "Pour ces années, la vôtre s’ouvrira ici quand elle vous sera envoyée.",
        "Deux pages sont ouvertes aux membres. "
        "On envoie la page d’une structure à qui parle pour elle.",
        "Vous lisez la page d’Aubry.",
    ]


def test_only_a_page_that_was_sent_can_be_unread() -> None:
    day = date(2026, 11, 3)
    rows = [
        replace(structure(name, 10, 0), state=PageState(1, sent_on=sent, read_on=read))
        for name, sent, read in (
            ("Aubry", day, day),
            ("CC de Brolles", day, None),
            ("Les Voisins du Bief", None, None),
            ("CPTS de Cery", None, None),
        )
    ]

    assert [waiting_words(one) for one in (rows, rows[:1], [rows[3]] * 4)] == [
        "Les pages des Voisins du Bief et de la CPTS de Cery ne sont pas encore envoyées. "
        "La CC de Brolles n’a pas relu sa page.",
        "",
        "Quatre pages ne sont pas encore envoyées.",
    ]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ([True], "un, attesté"),
        ([False], "un, pas encore attesté"),
        ([True, True], "deux, tous attestés"),
        ([True, False], "deux, dont un attesté"),
        ([False, False], "deux, dont aucun attesté"),
    ],
)
def test_benefits_are_counted_with_what_shows_them(shown: list[bool], words: str) -> None:
    benefits = [Drawn(rank, "Un quai", "", one) for rank, one in enumerate(shown)]

    assert attested_words(replace(structure("Aubry", 10, 0), benefits=benefits)) == words


def test_drawing_of_one_structure_takes_the_room_of_its_name() -> None:
    rows = [structure("Brolles", 37_000, 34_000)]
    several, alone = draw_balance(rows), draw_balance(rows, ALONE)

    assert several is not None
    assert alone is not None
    assert [
        (one.room.shows_names, float(one.rows[0].given_width) / one.room.width > 0.3)
        for one in (several, alone)
    ] == [(True, False), (False, True)]


def test_page_of_one_structure_says_what_is_estimated() -> None:
    sentence = structure_sentence(
        structure("Brolles", 37_000, 34_000, 61_500), Period(2026, 2026), reads_rest=True
    )

    assert plain(sentence) == (
        "En 2026, l’apport de Brolles compte 37 000 €, et ses aides accordées 34 000 €. "
        "Une dépense évitée de 24 500 € s’y ajoute : c’est une estimation."
    )
