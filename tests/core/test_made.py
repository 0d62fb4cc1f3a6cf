"""Items are made for what is read of a sequence, and for nothing else."""

from maillage.core.made import Made


def test_only_what_is_read_is_made() -> None:
    made_from: list[int] = []

    def double(one: int) -> int:
        made_from.append(one)
        return 2 * one

    numbers = Made(range(2_000), double)

    assert (len(numbers), made_from) == (2_000, [])
    assert numbers[3:6] == [6, 8, 10]
    assert numbers[-1] == 3_998
    assert made_from == [3, 4, 5, 1_999]


def test_every_item_is_made_in_order() -> None:
    assert list(Made("abc", str.upper)) == ["A", "B", "C"]
    assert list(Made("", str.upper)) == []
