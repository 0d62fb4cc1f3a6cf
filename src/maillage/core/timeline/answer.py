"""How does a timeline answer: a page with its drawing, its table and its agenda, or a file?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.marks import ENDS
from maillage.core.numbers import read_number
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.core.timeline.description import Line, Span, Timeline
from maillage.core.timeline.drawing import Drawing, draw_timeline
from maillage.core.timeline.period import LENGTHS, Period, read_period
from maillage.core.timeline.svg import end_mark, others_words

LINES = 60
SPANS = 200
COMING = 12


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the table: one span, how many its line leaves out."""

    line: Line
    span: Span
    end: str
    left_out: int

    @property
    def end_words(self) -> str:
        return str(ENDS[self.end].word) if self.end else ""

    @property
    def left_out_words(self) -> str:
        """How many others the line has, in words."""
        return others_words(self.left_out)


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come, for the agenda of a phone."""

    on: date
    label: str
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A timeline as it is read now."""

    timeline: Timeline
    period: Period
    drawing: Drawing
    table_lines: Sequence[TableLine]
    coming: Sequence[Coming]
    part: int
    parts: int

    @property
    def zooms(self) -> list[tuple[str, str]]:
        """The lengths that one can choose."""
        return [(key, str(label)) for key, (label, _days) in LENGTHS.items()]

    @property
    def query(self) -> str:
        """The query string of the page, ready for one more word."""
        pairs = [*self.period.parameters, ("periode", self.period.zoom)]
        return f"?{urlencode([pair for pair in pairs if pair[0] != 'partie'])}&"

    @property
    def ends(self) -> list[str]:
        """The ends that the drawing shows, for its legend."""
        shown = {end_mark(one.span) for line in self.drawing.lines for one in line.spans}
        return [end for end in ENDS if end in shown]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The family and value of the marks that the drawing shows, for its legend."""
        moments = [one.moment for line in self.drawing.lines for one in line.moments]
        return sorted({(one.family, one.value) for one in moments})

    @property
    def has_closed(self) -> bool:
        """True when something confidential is drawn."""
        return any(one.span.closed for line in self.drawing.lines for one in line.spans)


def answer_timeline(
    request: HttpRequest, timeline: Timeline, *, template: str, context: Mapping[str, object]
) -> HttpResponse:
    """The timeline as `template` draws it, which extends `core/timeline.html`.

    `?periode=` zooms around the day `?au=`; more than 60 lines come in parts; `?export=xlsx`,
    `ods` or `csv` gives the table as a file.
    """
    today = timezone.localdate()
    if kind := format_wanted(request):
        return _file(timeline, kind, today)
    page = timeline_page(timeline, request.GET.dict(), today)
    return render(request, template, {"page": page, **context})


def timeline_page(timeline: Timeline, parameters: Mapping[str, str], today: date) -> TimelinePage:
    """What is on screen: the lines that touch the period, sixty at a time.

    Where they hold more spans than a page does, those that may be cut keep their latest.
    """
    period = read_period(timeline, parameters, today)
    lines = [line for line in timeline.lines if _touches(line, period, today)]
    parts = max(1, -(-len(lines) // LINES))
    part = min(read_number(parameters.get("partie", "")) or 1, parts)
    shown = _lines_inside(lines[(part - 1) * LINES : part * LINES], period, today)
    return TimelinePage(
        timeline=timeline,
        period=period,
        drawing=draw_timeline(timeline, shown, period, today),
        table_lines=_in_order(timeline, _table_lines(shown), today),
        coming=[] if timeline.is_by_day else _coming(timeline.lines, today),
        part=part,
        parts=parts,
    )


def _touches(line: Line, period: Period, today: date) -> bool:
    lasts = any(_lasts_in(span, period, today) for span in line.spans)
    return lasts or any(period.start <= moment.on <= period.end for moment in line.moments)


def _lasts_in(span: Span, period: Period, today: date) -> bool:
    return span.start <= period.end and (span.end or today) >= period.start


def _lines_inside(lines: Sequence[Line], period: Period, today: date) -> list[Line]:
    """These lines with their spans of the period, as many of each as the page holds."""
    inside = [
        replace(line, spans=tuple(span for span in line.spans if _lasts_in(span, period, today)))
        for line in lines
    ]
    most = _most_spans([len(line.spans) for line in inside])
    return [_cut(line, most) if line.whole_url else line for line in inside]


def _most_spans(counts: Sequence[int]) -> int:
    """How many spans of each line stand together on a page; one at least."""
    most = min(SPANS, max(counts, default=0))
    while most > 1 and sum(min(most, count) for count in counts) > SPANS:
        most -= 1
    return most


def _cut(line: Line, most: int) -> Line:
    """The line with its latest spans, in their order."""
    places = sorted(range(len(line.spans)), key=lambda place: _lateness(line.spans[place]))
    numbers = sorted(places[-most:])
    spans = tuple(line.spans[place] for place in numbers)
    return replace(line, spans=spans, others=len(line.spans) - len(spans))


def _lateness(span: Span) -> tuple[date, date]:
    return span.end or date.max, span.start


def _table_lines(shown: Sequence[Line]) -> list[TableLine]:
    """The table of the lines shown."""
    return [
        TableLine(line, span, end_mark(span), left_out=line.others if span is line.spans[0] else 0)
        for line in shown
        for span in line.spans
    ]


def _in_order(timeline: Timeline, rows: list[TableLine], today: date) -> list[TableLine]:
    """The rows line by line; by day, those to come first, then the latest of the others."""
    if not timeline.is_by_day:
        return rows
    last = [(row.span.end or date.max, row) for row in rows]
    coming = sorted((one for one in last if one[0] >= today), key=lambda one: one[0])
    past = sorted((one for one in last if one[0] < today), key=lambda one: one[0], reverse=True)
    return [row for _day, row in (*coming, *past)]


def _coming(lines: Sequence[Line], today: date) -> list[Coming]:
    dates: list[Coming] = []
    for line in lines:
        dates += [
            Coming(moment.on, line.label, moment.words, line.url)
            for moment in line.moments
            if moment.on >= today
        ]
        dates += [
            Coming(span.end, line.label, span.ending or span.words, line.url)
            for span in line.spans
            if span.end and span.end >= today
        ]
    return sorted(dates, key=lambda one: one.on)[:COMING]


def _file(timeline: Timeline, kind: str, today: date) -> HttpResponse:
    own = [timeline.line_title, _("Précision"), _("Début"), _("Fin"), _("Suite")]
    rows: list[list[Value]] = [
        [
            line.line.label,
            line.line.note,
            line.span.start,
            line.span.end,
            line.end_words,
            line.span.words,
            *(line.span.filed or line.span.details),
        ]
        for line in _table_lines(timeline.lines)
    ]
    name = f"{timeline.filename}-{today.isoformat()}"
    headers = [*own, timeline.words_title, *timeline.headers]
    return table_response(kind, name, timeline.caption, headers, rows)
