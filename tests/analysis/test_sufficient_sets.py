"""Minimal sets of agreements, found in a bounded time."""

from maillage.analysis.sufficient_sets import Effort, Gap, minimal_sets

EIGHT = Gap(4, 0, tuple(range(8)), (1,) * 8)


def test_the_search_stops_when_its_effort_is_spent() -> None:
    sets, complete = minimal_sets([EIGHT], 100, Effort(steps=10))

    assert (sets[0], len(sets) < 70, complete) == ((0, 1, 2, 3), True, False)


def test_all_sets_are_listed_when_there_is_room() -> None:
    sets, complete = minimal_sets([EIGHT], 70, Effort())

    assert (len(set(sets)), complete) == (70, True)


def test_a_set_that_another_majority_makes_too_large_is_left_out() -> None:
    by_number = Gap(3, 0, (0, 1, 2), (5, 3, 1))
    by_value = Gap(0, 5, (0, 1, 2), (5, 3, 1))

    assert minimal_sets([by_number, by_value], 10, Effort()) == (((0,),), True)


def test_a_set_is_left_out_when_its_first_member_is_not_needed() -> None:
    by_number = Gap(2, 0, (0, 1, 2), (0, 0, 0))
    by_value = Gap(0, 5, (1, 0, 2), (5, 1, 1))

    assert minimal_sets([by_number, by_value], 10, Effort()) == (((1,), (0, 2)), True)


def test_one_large_member_does_not_hide_the_sets_without_it() -> None:
    names = tuple(range(60))
    by_number = Gap(40, 0, names, (0,) * 60)
    by_value = Gap(0, 500, names, (1_000,) + (1,) * 59)

    sets, complete = minimal_sets([by_number, by_value], 5, Effort())

    assert (sets[0], [len(one) for one in sets], complete) == ((0,), [1, 40, 40, 40, 40], False)
