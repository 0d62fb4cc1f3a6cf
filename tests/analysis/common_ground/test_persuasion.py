"""Who could convince whom."""

import pytest
from hypothesis import given

from maillage.analysis.common_ground import Persuasion, who_could_convince
from tests.analysis.actor_game.games import Table, games, names

ACTORS = ["EPCI", "Pays", "Mairie", "Club"]
INFLUENCES = [[0, 3, 1, 0], [0, 0, 2, 0], [0, 1, 0, 4], [2, 0, 0, 0]]
SUBJECTS = ["Eau", "Bus"]


def test_direct_and_relayed_influences_by_hand() -> None:
    persuasions = who_could_convince(
        ACTORS, INFLUENCES, SUBJECTS, [[3, 2], [0, 1], [None, 1], [-2, -1]], "Eau"
    )

    assert persuasions == (
        Persuasion(
            "EPCI", "Pays", 3, None, 1, 0,
            "EPCI influence Pays directement (3 sur 4) ; elles se rejoignent sur 1 sujet.",
        ),
        Persuasion(
            "EPCI", "Mairie", 2, "Pays", 1, 0,
            "EPCI influence Mairie par l’intermédiaire de Pays (2 sur 4) ; "
            "elles se rejoignent sur 1 sujet.",
        ),
        Persuasion(
            "EPCI", "Club", 1, "Mairie", 0, 1,
            "EPCI influence Club par l’intermédiaire de Mairie (1 sur 4).",
        ),
    )  # fmt: skip


def test_opponents_relay_nothing() -> None:
    persuasions = who_could_convince(
        ACTORS, INFLUENCES, SUBJECTS, [[3, None], [-1, None], [None, None], [0, None]], "Eau"
    )

    assert [(one.convincer, one.target, one.strength, one.relay) for one in persuasions] == [
        ("EPCI", "Pays", 3, None),
        ("EPCI", "Mairie", 1, None),
        ("EPCI", "Club", 1, "Mairie"),
    ]


def test_pairs_that_agree_most_elsewhere_come_first_at_equal_strength() -> None:
    persuasions = who_could_convince(
        ["EPCI", "Pays", "Mairie"],
        [[0, 0, 1], [0, 0, 1], [0, 0, 0]],
        ["Eau", "Bus", "Vélo", "Bois"],
        [[1, -2, 1, 1], [1, 1, 1, 3], [0, 4, -1, 1]],
        "Eau",
    )

    assert [(one.convincer, one.shared, one.opposed) for one in persuasions] == [
        ("Pays", 2, 1),
        ("EPCI", 1, 2),
    ]


@given(games())
def test_only_those_in_favour_convince_those_who_are_not(
    game: tuple[Table, list[list[int | None]]],
) -> None:
    influences, positions = game
    actors, subjects = names("Commune", len(influences)), names("Enjeu", len(positions[0]))
    for column, subject in enumerate(subjects):
        stance = {actor: row[column] for actor, row in zip(actors, positions, strict=True)}

        persuasions = who_could_convince(actors, influences, subjects, positions, subject)

        assert all((stance[one.convincer] or 0) > 0 for one in persuasions)
        assert all((stance[one.target] or 0) <= 0 for one in persuasions)
        assert all(one.relay is None or (stance[one.relay] or 0) >= 0 for one in persuasions)
        assert [one.strength for one in persuasions] == sorted(
            (one.strength for one in persuasions), reverse=True
        )


def test_unknown_subject_is_refused() -> None:
    with pytest.raises(ValueError, match="Sujets : « Vélo » est inconnu"):
        who_could_convince(["EPCI"], [[0]], ["Eau"], [[1]], "Vélo")
