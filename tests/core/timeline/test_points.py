"""A timeline of points: dates on the lines, marks on their bars, cut to what it holds."""

import re
from datetime import date, timedelta

from django.test import RequestFactory

from maillage.core.timeline import Line, Moment, Span, Timeline, answer_timeline
from maillage.core.timeline.answer import timeline_page

TODAY = date(2026, 11, 25)
CHARTER = Span(date(2026, 12, 2), date(2026, 12, 8), "Charte", is_main=True)
SERVICE = Span(date(2026, 12, 1), date(2026, 12, 8), "Service")


def points(*lines: Line) -> Timeline:
    return Timeline(
        "Conseils", "conseils", "Structure", "Texte", "Une à une", lines, is_points=True
    )


def council(*spans: Span) -> Timeline:
    moments = tuple(
        Moment(span.end, span.words, "answer", "yes") for span in spans if span.end is not None
    )
    return points(Line("Retz", spans=spans, moments=moments))


def test_the_window_is_what_it_holds_and_a_tenth_beside() -> None:
    long = council(Span(date(2024, 1, 1), date(2026, 12, 31), "Charte"))

    near, far = (timeline_page(one, {}, TODAY).period for one in (council(CHARTER), long))

    assert (near.start, near.end) == (TODAY - timedelta(days=14), date(2026, 12, 22))
    tenth = timedelta(days=(date(2026, 12, 31) - date(2024, 1, 1)).days // 10)
    assert (far.start, far.end) == (date(2024, 1, 1) - tenth, date(2026, 12, 31) + tenth)


def test_a_line_says_its_last_day_and_not_its_words() -> None:
    spans = (CHARTER, Span(date(2026, 9, 1), None, "Pacte"), Span(TODAY, TODAY, "?", point="ici"))

    drawn = timeline_page(council(*spans), {}, TODAY).drawing.lines[0].spans

    assert [one.words.replace("\u00a0", " ") for one in drawn] == [
        "8 déc.",
        "depuis le 1er sept.",
        "ici",
    ]


def test_a_mark_stands_at_the_end_of_its_own_bar() -> None:
    line = timeline_page(council(CHARTER, SERVICE), {}, TODAY).drawing.lines[0]

    ends = {one.span.words: (one.x2, one.y) for one in line.spans}
    assert len({y for _x, y in ends.values()}) == 2
    assert {one.moment.words: (one.x, one.y) for one in line.moments} == ends


def test_no_date_stands_on_another_bar_of_its_line() -> None:
    spans = [
        Span(TODAY + timedelta(days=start), TODAY + timedelta(days=start + length), "Charte")
        for start, length in ((0, 6), (3, 9), (8, 2), (8, 30), (20, 1), (40, 6), (41, 6))
    ]

    drawn = timeline_page(council(*spans), {}, TODAY).drawing.lines[0].spans

    taken = [(one.y, one.x1, max(one.x2, one.words_x + 6.4 * len(one.words))) for one in drawn]
    assert [
        (first, second)
        for first in taken
        for second in taken
        if first is not second
        and first[0] == second[0]
        and first[1] < second[2]
        and second[1] < first[2]
    ] == []


def test_what_the_reading_says_is_marked_in_the_drawing_and_in_the_table() -> None:
    request = RequestFactory().get("/conseils/")

    page = answer_timeline(
        request, council(CHARTER, SERVICE), template="core/timeline.html", context={}
    ).text

    assert page.count("bond-main") == page.count('class="m-row-main"') == 1
    assert len(re.findall(r'<use [^>]*data-answer="yes"', page)) == 2
    assert page.count("m-state-yes") == 1
