"""What waits for a reader: gestures that are alike are one, and are counted before they are cut."""

import pytest

from maillage.core.agenda import Alike, Waiting, gestures_of


def lines(count: int, **more: object) -> list[Waiting]:
    """Some late promises, all alike."""
    alike = Alike("%(n)s promesses en retard", "/", "Les relancer", **more)  # type: ignore[arg-type]
    return [Waiting(f"Relancer {n}", "", "/", alike=alike, part=f"n° {n}") for n in range(count)]


def read(some: list[Waiting]) -> list[tuple[str, str]]:
    return [(one.label, one.reason) for one in gestures_of(some)]


@pytest.mark.parametrize(
    ("count", "more", "label", "reason"),
    [
        (2, {}, "Deux promesses en retard", "N° 0 et n° 1."),
        (5, {}, "Cinq promesses en retard", "N° 0, n° 1, n° 2 et deux autres."),
        (5, {"total": 40}, "40 promesses en retard", "N° 0, n° 1, n° 2 et 37 autres."),
        (2, {"total": 3}, "Trois promesses en retard", "N° 0, n° 1 et un autre."),
        (
            5,
            {"uncounted": "des promesses en retard"},
            "Des promesses en retard",
            "N° 0, n° 1, n° 2…",
        ),
    ],
)
def test_those_alike_are_one_gesture_that_counts_them_all(
    count: int, more: dict[str, object], label: str, reason: str
) -> None:
    assert read(lines(count, **more)) == [(label, reason)]


def test_few_of_a_kind_best_read_apart_stay_apart() -> None:
    assert [len(read(lines(count, least=4))) for count in (1, 3, 4)] == [1, 3, 1]
