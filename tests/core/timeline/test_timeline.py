import io
import re
from datetime import date

from django.http import HttpResponse
from django.test import RequestFactory
from openpyxl import load_workbook

from maillage.core.timeline import Landmark, Line, Moment, Span, Timeline, answer_timeline
from maillage.core.timeline.answer import timeline_page
from maillage.core.timeline.drawing import LEFT, RIGHT

TODAY = date(2026, 11, 25)
CHARTER = Line(
    "Charte du Parc",
    "Parc, Trois Étangs",
    "/charte/",
    spans=(
        Span(date(2014, 1, 1), date(2016, 1, 1), "première charte", "next"),
        Span(date(2015, 1, 1), None, "seconde charte", closed=True, details=("gagnée",)),
    ),
    moments=(Moment(date(2026, 12, 10), "Conseil", "answer", "agenda", limit=True),),
)
MARKET = Line("Marché", spans=(Span(date(2017, 1, 1), date(2018, 1, 1), "éteint", "frayed"),))


def history(*lines: Line) -> Timeline:
    landmarks = (Landmark(date(2020, 3, 15), "municipales 2020"),)
    names = ("Histoire", "histoire", "Relation", "Ce qui fut", "Relation par relation")
    return Timeline(*names, lines, landmarks, headers=("Confiance",))


def got(timeline: Timeline, address: str = "") -> HttpResponse:
    request = RequestFactory().get(f"/histoire/{address}")
    return answer_timeline(request, timeline, template="core/timeline.html", context={})


def test_first_day_is_at_the_left_and_last_at_the_right() -> None:
    whole = history(Line("Tout", spans=(Span(date(2014, 1, 1), date(2027, 1, 1), "tout"),)))

    drawn = timeline_page(whole, {}, TODAY).drawing.lines[0].spans[0]

    assert (drawn.x1, round(drawn.x2)) == (LEFT, round(LEFT + (RIGHT - LEFT) * 4748 / 5113))


def test_spans_that_overlap_take_their_own_lane() -> None:
    spans = (
        Span(date(2014, 1, 1), date(2018, 1, 1), "Rose"),
        Span(date(2017, 1, 1), None, "Inès"),
    )

    first, second = (
        timeline_page(history(Line("Caf", spans=spans)), {}, TODAY).drawing.lines[0].spans
    )

    assert second.y - first.y == 18


def test_words_keep_clear_of_the_next_span() -> None:
    spans = (
        Span(date(2014, 1, 1), date(2016, 1, 1), "Florence Joubertin"),
        Span(date(2016, 6, 1), date(2017, 1, 1), "Inès"),
        Span(date(2020, 1, 1), date(2021, 1, 1), "Rose"),
    )

    drawn = timeline_page(history(Line("Caf", spans=spans)), {}, TODAY).drawing.lines[0].spans

    assert [span.y - drawn[0].y for span in drawn] == [0, 18, 0]


def test_words_above_a_bar_have_the_lane_above() -> None:
    spans = (
        Span(date(2014, 1, 1), date(2016, 1, 1), "Rose"),
        Span(date(2014, 2, 1), None, "Florence Joubertin"),
        Span(date(2018, 1, 1), date(2019, 1, 1), "Inès"),
    )

    drawn = timeline_page(history(Line("Caf", spans=spans)), {}, TODAY).drawing.lines[0].spans

    assert drawn[1].words_y < drawn[1].y
    assert [span.y - drawn[0].y for span in drawn] == [0, 36, 0]


def test_span_cut_by_the_period_shows_no_end() -> None:
    page = timeline_page(history(CHARTER), {"periode": "un-an", "au": "2015-06-01"}, TODAY)

    first, second = page.drawing.lines[0].spans

    assert (first.starts, first.ends) == (False, False)
    assert (second.starts, second.ends) == (True, False)
    assert page.drawing.today is None


def test_line_that_does_not_touch_the_period_is_left_out() -> None:
    page = timeline_page(history(CHARTER, MARKET), {"periode": "un-an"}, TODAY)

    assert [drawn.line.label for drawn in page.drawing.lines] == ["Charte du Parc"]


def test_table_says_the_same() -> None:
    page = timeline_page(history(CHARTER, MARKET), {}, TODAY)

    assert [(line.line.label, line.end_words) for line in page.table_lines] == [
        ("Charte du Parc", "reprise par une autre"),
        ("Charte du Parc", "se poursuit"),
        ("Marché", "s’est éteinte"),
    ]


def test_page_draws_and_tells() -> None:
    page = got(history(CHARTER)).text

    assert re.findall(r'class="bond bond-(\w+)"', page)[:2] == ["plain", "plain"]
    assert page.count("closed-edge") == 1
    assert "municipales 2020" in page
    confidence = '<span class="m-cardlabel">Confiance : </span>gagnée</td>'
    assert page.count(confidence.replace(" :", "\u00a0:")) == 1
    heads = re.findall(r'role="columnheader">([^<]+)<', page)
    assert heads == ["Relation", "Dates", "Suite", "Ce qui fut", "Confiance"]
    assert re.findall(r'<h2 id="m-same">([^<]+)<', page) == ["Relation par relation"]


FIRST = '<span class="m-first">1<sup>er</sup>\xa0janv.</span>'


def test_table_has_a_row_for_each_span() -> None:
    page = got(history(CHARTER)).text

    first, second = (
        re.sub(r"<svg.*?</svg>", "", row)
        for row in re.findall(r'<tr role="row"><th scope="row".*?</tr>', page)
    )

    assert first == (
        '<tr role="row"><th scope="row" role="rowheader"><a href="/charte/">Charte du Parc</a>'
        '<small>Parc, Trois Étangs</small></th><td role="cell" class="m-nowrap">'
        f'{FIRST} 2014 – {FIRST} 2016</td><td role="cell" class="wide">'
        '<span class="m-state m-state-next">reprise par une autre</span></td>'
        '<td role="cell" class="wide"><span class="m-cardlabel">Ce qui fut\xa0: </span>'
        "première charte</td></tr>"
    )
    assert f"depuis le {FIRST} 2015" in second
    assert '<span class="m-hide">confidentiel</span></span>seconde charte' in second


def test_two_thousand_lines_come_sixty_at_a_time() -> None:
    many = history(*(Line(f"Relation {n}", spans=MARKET.spans) for n in range(2_000)))

    page = timeline_page(many, {"partie": "34"}, TODAY)

    assert (page.parts, len(page.drawing.lines)) == (34, 20)


def test_line_keeps_its_latest_spans_where_the_page_is_full() -> None:
    years = tuple(Span(date(1800 + n, 1, 1), date(1801 + n, 1, 1), f"an {n}") for n in range(150))
    running = Span(date(1790, 1, 1), None, "toujours là")
    long = Line("Caf", spans=(running, *years), whole_url="/caf/?a=1&b=2")
    whole = Line("Parc", spans=years)

    page = timeline_page(history(long, whole, MARKET), {}, TODAY)

    groups = [[one.span.words for one in drawn.spans] for drawn in page.drawing.lines]
    assert groups == [
        ["toujours là", *(f"an {n}" for n in range(52, 150))],
        [s.words for s in years],
        ["éteint"],
    ]
    assert [line.left_out_words for line in page.table_lines[:2]] == ["et 52 autres", ""]
    text = got(history(long, whole)).text
    assert text.count('href="/caf/?a=1&amp;b=2"') == 2


def test_small_page_cuts_nothing_and_tells_the_period() -> None:
    line = Line("Caf", spans=CHARTER.spans, whole_url="/caf/")

    page = timeline_page(history(line), {"periode": "un-an"}, TODAY)

    assert [(table_line.span.words, table_line.left_out) for table_line in page.table_lines] == [
        ("seconde charte", 0)
    ]


def test_file_holds_dates_and_ends() -> None:
    book = load_workbook(io.BytesIO(got(history(MARKET), "?export=xlsx").content))

    rows = list(book.worksheets[0].iter_rows(values_only=True))

    assert [str(cell)[:10] for cell in rows[1][:6]] == [
        *("Marché", "None", "2017-01-01", "2018-01-01", "s’est étei", "éteint"),
    ]


def test_names_are_escaped() -> None:
    hostile = Line("<script>", "<script>", '"><script>', (Span(TODAY, None, "<script>"),))

    assert "<script>" not in got(history(hostile)).text


def test_timeline_without_lines_is_a_page() -> None:
    assert got(history()).status_code == 200
