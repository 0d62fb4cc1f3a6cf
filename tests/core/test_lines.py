from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from maillage.core.register.cells import with_note
from maillage.core.sheet import Line
from maillage.core.strands import StrandMark


def written(*lines: Line) -> str:
    page = render_to_string("core/parts/lines.html", {"lines": lines})
    return page[page.index("<li>") : page.rindex("</li>") + 5]


def test_a_line_bears_its_mark_its_link_and_its_precision() -> None:
    line = Line("Une salle ?", "Le 7 mai : confirmée.", "/e/?a=1&b=2", "answer", "yes")

    assert written(line) == (
        '<li><svg class="m-mark" data-answer="yes" aria-hidden="true">'
        '<use href="/static/core/built/sprite.svg#a-yes"/></svg>'
        '<span class="m-hide"> adoptée</span><div>'
        '<a href="/e/?a=1&amp;b=2">Une salle\N{NO-BREAK SPACE}?</a>'
        "<small>Le 7\N{NO-BREAK SPACE}mai\N{NO-BREAK SPACE}: confirmée.</small></div></li>"
    )


def test_a_line_without_mark_link_or_precision_is_its_words() -> None:
    assert written(Line("Retz")) == "<li><span></span><div><b>Retz</b></div></li>"


def test_what_missed_its_day_is_in_the_colour_of_a_call() -> None:
    day = date(2026, 10, 15)
    marks = [
        StrandMark("late", None, "Une salle", "promise", "", is_open=is_open, missed_on=missed)
        for is_open, missed in ((True, day), (True, None), (False, day))
    ]

    shown = [written(one.line) for one in marks]

    assert ['<small class="m-state-aged">promise' in one for one in shown] == [True, False, False]


def test_what_was_typed_is_escaped_and_what_we_wrote_is_not() -> None:
    rows = (Line("<i>a</i>", "b & c"), Line(SafeString("<i>a</i>")))

    assert written(*rows) == (
        "<li><span></span><div><b>&lt;i&gt;a&lt;/i&gt;</b><small>b &amp; c</small></div></li>"
        "<li><span></span><div><b><i>a</i></b></div></li>"
    )


def test_the_first_of_a_month_is_raised_in_a_list_and_in_a_cell() -> None:
    first = '<span class="m-first">1<sup>er</sup>\N{NO-BREAK SPACE}mai</span>'

    assert written(Line("Retz", "le 1er mai 2026")) == (
        f"<li><span></span><div><b>Retz</b><small>le {first} 2026</small></div></li>"
    )
    assert with_note("<b>", "le 1er mai 2026") == f"&lt;b&gt;<small>le {first} 2026</small>"
