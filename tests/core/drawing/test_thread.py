"""A thread is drawn so that no word covers a mark, other words or today."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from maillage.core.drawing.thread import (
    ABOVE,
    FULL,
    Box,
    Label,
    ThreadDrawing,
    draw_line,
    draw_small,
    draw_thread,
    overlaps,
    span_of,
)
from maillage.core.drawing.thread_svg import small_thread_svg, thread_svg
from maillage.core.strands import IN_ORDER, StrandMark, Thread, ThreadStrand
from maillage.core.templatetags.maillage import legend_of

TODAY = date(2026, 11, 29)
SHAPES = (("answer", "yes", ""), ("attendance", "here", ""), ("", "", "−3"), ("", "", "« »"))


def mark(
    on: date | None = TODAY, title: str = "Charte", next_on: date | None = None, rank: int = 0
) -> StrandMark:
    family, value, text = SHAPES[rank % len(SHAPES)]
    return StrandMark(
        "adopted",
        on,
        title,
        "",
        "/",
        family=family,
        value=value,
        text=text,
        is_open=next_on is not None,
        next_on=next_on,
        limit=next_on - timedelta(days=5) if next_on else None,
    )


def thread(*marks: StrandMark) -> Thread:
    return Thread((ThreadStrand("votes", "Ses votes", marks),))


def random_thread(seed: int) -> Thread:
    """Four strands of up to forty marks, over three years around today."""
    random = Random(seed)

    def one() -> StrandMark:
        day = TODAY + timedelta(days=random.randint(-700, 200))
        coming = TODAY + timedelta(days=random.randint(1, 250)) if random.random() < 0.3 else None
        title = "Une question posée à plusieurs conseils"[: random.randint(1, 39)]
        return mark(day, title, coming, rank=random.randint(0, 3))

    return Thread(
        tuple(
            ThreadStrand(key, key, tuple(one() for _ in range(random.randint(0, 40))))
            for key in IN_ORDER
        )
    )


def boxes_of_marks(drawing: ThreadDrawing) -> list[Box]:
    return [
        (spot.x - spot.half, strand.y - FULL.half, spot.x + spot.half, strand.y + FULL.half)
        for strand in drawing.strands
        for spot in strand.spots
    ]


def labels_of(drawing: ThreadDrawing) -> list[Label]:
    return [label for strand in drawing.strands for label in strand.labels]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have a surface in common; neighbours may touch."""
    return all(
        one[side] < other[side + 2] - 0.05 and other[side] < one[side + 2] - 0.05 for side in (0, 1)
    )


@pytest.mark.parametrize("seed", range(300))
def test_nothing_covers_anything(seed: int) -> None:
    drawing = draw_thread(random_thread(seed), TODAY)
    marks, words = boxes_of_marks(drawing), [label.box for label in labels_of(drawing)]

    assert not any(meet(one, other) for one, other in combinations([*marks, *words], 2))
    assert not any(left < drawing.today < right for left, _top, right, _bottom in [*marks, *words])
    assert all(
        FULL.left - 8 <= left and right <= FULL.right + 8
        for left, _top, right, _bottom in [*marks, *words]
    )
    assert all(top >= 0 and bottom <= drawing.height for _l, top, _r, bottom in words)


@pytest.mark.parametrize("seed", range(100))
def test_what_is_past_stays_before_today(seed: int) -> None:
    drawing = draw_thread(random_thread(seed), TODAY)

    sides = {
        (spot.on <= TODAY, spot.x < drawing.today)
        for strand in drawing.strands
        for spot in strand.spots
    }
    assert sides <= {(True, True), (False, False)}


def test_words_that_have_room_are_written_above_their_mark() -> None:
    drawing = draw_thread(thread(mark(date(2026, 9, 9), "Plan alimentaire")), TODAY)

    assert [(one.words, one.day, one.anchor, one.y) for one in labels_of(drawing)] == [
        ("Plan alimentaire", "9\u00a0sept.", "middle", FULL.top + ABOVE)
    ]


def test_words_go_below_then_away() -> None:
    marks = [mark(date(2026, 7, day), "Une assez longue question") for day in (6, 7, 8, 9, 10, 13)]

    labels = labels_of(draw_thread(thread(*marks), TODAY))

    assert len(labels) < len(marks)
    assert not any(overlaps(one.box, other.box) for one, other in combinations(labels, 2))


def test_what_is_to_come_is_written_first() -> None:
    marks = [mark(TODAY + timedelta(days=day), f"Question {day}") for day in range(-3, 4)]
    coming = mark(None, "À venir", next_on=TODAY + timedelta(days=2))

    assert labels_of(draw_thread(thread(*marks, coming), TODAY))[0].words == "À venir"


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ((), date(2026, 7, 1), date(2027, 1, 1)),
        ((date(2026, 10, 8),), date(2026, 7, 1), date(2027, 1, 1)),
        ((date(2026, 3, 3),), date(2026, 3, 1), date(2027, 1, 1)),
        ((date(2019, 3, 3),), date(2025, 10, 1), date(2027, 1, 1)),
        ((date(2019, 3, 3), date(2029, 3, 3)), date(2026, 5, 1), date(2027, 8, 1)),
        ((date(2026, 10, 8), date(2027, 1, 27)), date(2026, 9, 1), date(2027, 3, 1)),
    ],
)
def test_the_stretch_follows_the_marks(days: tuple[date, ...], first: date, last: date) -> None:
    span = span_of([thread(*(mark(day) for day in days))], TODAY)

    assert (span.first, span.last) == (first, last)


def test_older_marks_are_left_to_the_list() -> None:
    drawing = draw_thread(thread(mark(date(2019, 3, 3)), mark(date(2026, 3, 3))), TODAY)

    assert drawing.left_out == 1


def test_a_strand_is_whole_until_today_and_dotted_after() -> None:
    drawing = draw_thread(thread(mark(TODAY)), TODAY)

    svg = thread_svg(drawing, "Le fil de Vue", "/sprite.svg")

    assert f'<path class="m-fil-strand" d="M140 66H{drawing.today}"/>' in svg
    assert f'<path class="m-fil-strand m-fil-next" d="M{drawing.today} 66H1140"/>' in svg
    assert 'role="img" aria-label="Le fil de Vue"' in svg


def test_a_last_day_is_a_tick_and_what_comes_is_expected() -> None:
    coming = mark(date(2026, 11, 19), next_on=date(2026, 12, 10))

    svg = thread_svg(draw_thread(thread(coming), TODAY), "", "/sprite.svg")

    assert svg.count('class="m-fil-limit"') == 1
    assert ("/sprite.svg#a-yes" in svg, "/sprite.svg#a-ask" in svg) == (True, True)


def test_a_day_to_come_has_its_own_word_in_the_legend() -> None:
    coming = mark(date(2026, 11, 19), next_on=date(2026, 12, 10))

    words = [legend_of(thread(one)) for one in (mark(), coming)]

    assert [[word for *_shape, word in some] for some in words] == [
        ["adoptée"],
        ["adoptée", "jour prévu"],
    ]


def test_a_day_that_was_missed_is_drawn_late_before_today_and_in_the_legend() -> None:
    late = replace(mark(date(2026, 9, 26), "Appui"), is_open=True, missed_on=date(2026, 11, 11))

    drawing = draw_thread(thread(late), TODAY)
    svg = thread_svg(drawing, "", "/sprite.svg")

    days = [(spot.on, spot.is_missed) for spot in drawing.strands[0].spots]
    assert days == [(date(2026, 9, 26), False), (date(2026, 11, 11), True)]
    assert [one.day for one in labels_of(drawing)] == ["11\u00a0nov.", "26\u00a0sept."]
    assert 'data-duty="late" href="/sprite.svg#u-late"' in svg
    assert [word for *_shape, word in legend_of(thread(late))] == ["adoptée", "échéance passée"]


def test_a_strand_that_few_read_has_its_lock_and_stays_off_paper() -> None:
    locked = Thread((ThreadStrand("words", "Ce qu’elle dit", (mark(rank=2),), is_locked=True),))

    svg = thread_svg(draw_thread(locked, TODAY), "", "/sprite.svg")

    assert '<g class="m-no-print">' in svg
    assert "#i-lock" in svg


def test_names_are_escaped() -> None:
    svg = thread_svg(draw_thread(thread(mark(title="<b>")), TODAY), '"', "/sprite.svg")

    assert ("<b>" in svg, 'aria-label="&quot;"' in svg) == (False, True)


def test_the_small_thread_has_no_word() -> None:
    threads = [thread(mark(title="Charte")), thread()]
    span = span_of(threads, TODAY)

    drawings = [draw_small(one, TODAY, span) for one in threads]
    svg = small_thread_svg(drawings[0], "/sprite.svg")

    assert [one.today for one in drawings] == [drawings[0].today] * 2
    assert ("Charte" in svg, 'aria-hidden="true"' in svg) == (False, True)


def test_the_line_of_a_member_bears_all_its_marks() -> None:
    both = Thread(
        (
            ThreadStrand("votes", "Ses votes", (mark(date(2026, 10, 8)),)),
            ThreadStrand("presence", "Sa présence", (mark(date(2026, 10, 8), rank=1),)),
        )
    )

    drawing = draw_line(both, TODAY, span_of([both], TODAY))

    assert [len(one.spots) for one in drawing.strands] == [2]
    assert drawing.height < 30
