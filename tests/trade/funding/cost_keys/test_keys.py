"""Three keys of an engineering service, to the cent: published in their mock."""

from decimal import Decimal

import pytest

from maillage.trade.funding.cost_keys.drawing import WIDE, Dot, DrawnPayer, part_words, piled
from maillage.trade.funding.cost_keys.readings import (
    Criterion,
    Mix,
    Payer,
    Sharing,
    if_total,
    read_key,
    rescaled_words,
)

NAMES = ("Sainte-Ormelle Agglo", "Bocage d’Ervelle", "Val d’Aubrée", "Trois Étangs")
WAS = (33_400, 14_200, 16_100, 12_800)
ALONE = (58_000, 15_000, 24_500, 20_500)
MEASURES = {
    "population": (46_200, 14_380, 18_900, 16_500),
    "fiscal": (618, 402, 455, 431),
    "equal": (),
    "time": (118, 74, 62, 50),
}


def test_the_cost_alone_is_written_clear_of_the_keys() -> None:
    def place(*dots: float, alone: float = 300) -> tuple[float, float, str]:
        drawn = [Dot(one, 66, "A", False, False) for one in dots]
        return DrawnPayer("", "", 66, drawn, None, alone, "seule 20 500", WIDE).alone_place

    assert place() == (316, 71, "start")
    assert place(320, 350) == (366, 71, "start")
    assert place(alone=790) == (790, 94, "end")


@pytest.mark.parametrize(
    ("last", "letters"), [(110.0, [("A", 44), ("B", 66), ("C", 88)]), (130.0, None)]
)
def test_the_points_of_one_pile_stand_by_their_letters(
    last: float, letters: list[tuple[str, float]] | None
) -> None:
    dots = [
        Dot(100, 66, "C", False, False),
        Dot(104, 44, "A", False, False),
        Dot(last, 88, "B", False, False),
    ]

    read = [(one.letter, one.y) for one in piled(dots)]

    assert read == (letters or [("C", 66), ("A", 44), ("B", 88)])


@pytest.mark.parametrize(
    ("gaps", "compared", "words"),
    [
        (range(100), "d’une clé à l’autre", "les dix plus grands écarts sur 100, {}"),
        ([5] * 20, "d’une clé à l’autre", "dix des plus grands écarts sur 20, {}"),
        ([0] * 20, "avec l’année d’avant", "aucun écart {} ; au dessin, trois structures sur 20"),
        ([0] * 20, "", "dix structures sur 20"),
    ],
)
def test_what_is_drawn_of_many_is_said(gaps: list[int], compared: str, words: str) -> None:
    assert part_words(gaps, compared) == words.format(compared)


def values(kind: str) -> dict[int, Decimal]:
    return {place: Decimal(value) for place, value in enumerate(MEASURES[kind], 1)}


SHARING = Sharing(
    76_500_00,
    [
        Payer(place, name, was * 100, alone * 100)
        for place, (name, was, alone) in enumerate(zip(NAMES, WAS, ALONE, strict=True), 1)
    ],
    [Criterion(number, kind, kind, values(kind)) for number, kind in enumerate(MEASURES, 1)],
)


def mix(*percents: int, floors: dict[int, int] | None = None) -> Mix:
    weights = {number: percent * 100 for number, percent in enumerate(percents, 1) if percent}
    return Mix(1, "B", "", weights, floors or {}, {})


A, B, C = mix(100), mix(50, 30, 20), mix(40, 0, 0, 60)


@pytest.mark.parametrize(
    ("key", "cents", "overpaid"),
    [
        (A, [36_823_30, 11_461_45, 15_064_07, 13_151_18], []),
        (B, [35_330_48, 12_206_79, 15_300_79, 13_661_94], []),
        (C, [32_545_77, 15_757_61, 15_386_81, 12_809_81], ["Bocage d’Ervelle"]),
    ],
)
def test_each_key_shares_the_whole_sum(key: Mix, cents: list[int], overpaid: list[str]) -> None:
    reading = read_key(SHARING, key)

    assert [one.cents for one in reading.rows] == cents
    assert sum(cents) == SHARING.total
    assert [one.member for one in reading.overpaid] == overpaid


def test_a_refusal_is_shared_under_the_same_key() -> None:
    reading = if_total(SHARING, B, 128_500_00)

    assert [round(one.cents / 100) for one in reading.rows] == [59_346, 20_504, 25_701, 22_948]
    assert [one.member for one in reading.overpaid] == [
        NAMES[1],
        NAMES[3],
        NAMES[0],
        NAMES[2],
    ]


def test_weights_that_do_not_make_a_hundred_are_brought_to_it() -> None:
    half = mix(25, 15, 10)

    assert read_key(SHARING, half).rows == read_key(SHARING, B).rows
    assert rescaled_words(half) == "Ces poids font 50 % : ils sont ramenés à 100 %."
    assert rescaled_words(B) == ""


@pytest.mark.parametrize(
    ("sharing", "key", "problem"),
    [
        (SHARING, mix(0), "Clé B : donnez un poids à un critère au moins."),
        (
            SHARING,
            mix(100, floors={1: 50_000_00, 2: 30_000_00}),
            "Les planchers font 80 000 € pour 76 500 € à partager : baissez-en un.",
        ),
        (
            Sharing(100, SHARING.payers, [Criterion(1, "time", "Temps passé", {1: Decimal(3)})]),
            mix(100),
            "Clé B (Temps passé) : donnez la valeur de Bocage d’Ervelle, ou 0.",
        ),
        (
            Sharing(100, SHARING.payers[:1], [Criterion(1, "time", "Temps", {1: Decimal(0)})]),
            mix(100),
            "Clé 1 (Temps) : toutes les valeurs sont nulles, elle ne répartit rien ; retirez-la.",
        ),
    ],
)
def test_a_key_that_cannot_be_computed_says_why(sharing: Sharing, key: Mix, problem: str) -> None:
    reading = read_key(sharing, key)

    assert (reading.problem.replace("\xa0", " ").replace("\u202f", " "), reading.rows) == (
        problem,
        (),
    )
