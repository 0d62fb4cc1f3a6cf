"""What the rooms answer is one thread for each structure."""

from datetime import date

from maillage.core.strands import Strand, StrandMark, thread_of


def mark(on: date | None, title: str, *, is_open: bool = False) -> StrandMark:
    return StrandMark("adopted", on, title, "", "/", is_open=is_open)


def test_strands_of_one_key_are_one_in_the_order_of_their_days() -> None:
    positions = Strand("words", "Ce qu’elle dit", {1: [mark(date(2026, 5, 1), "Position")]})
    notes = Strand("words", "Ce qu’elle dit", {1: [mark(date(2026, 4, 1), "Parole")]})
    votes = Strand("votes", "Ses votes", {2: [mark(date(2026, 1, 1), "Charte")]})

    thread = thread_of([positions, votes, notes], 1)

    assert [(one.key, [row.title for row in one.marks]) for one in thread.strands] == [
        ("votes", []),
        ("words", ["Parole", "Position"]),
    ]


def test_a_strand_that_may_hide_marks_is_not_there_without_one() -> None:
    partial = Strand("promises", "Ses promesses", {2: [mark(None, "Salle")]}, is_partial=True)

    assert thread_of([partial], 1).strands == ()
    assert [one.key for one in thread_of([partial], 2).strands] == ["promises"]


def test_what_is_open_comes_by_its_day() -> None:
    late = mark(None, "Sans date", is_open=True)
    soon = StrandMark(
        "deferred", date(2026, 11, 19), "Charte", "", "/", is_open=True, next_on=date(2026, 12, 10)
    )
    first = mark(date(2026, 12, 1), "COPIL", is_open=True)
    done = mark(date(2026, 1, 1), "Plan")

    thread = thread_of([Strand("votes", "Ses votes", {1: [late, soon, first, done]})], 1)

    assert [one.title for one in thread.open_marks] == ["COPIL", "Charte", "Sans date"]
