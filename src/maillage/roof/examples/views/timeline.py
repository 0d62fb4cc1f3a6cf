"""The Timeline, on invented relations; `?taille=grande` gives 2,000 bars."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from maillage.core.timeline import Landmark, Line, Moment, Span, Timeline, answer_timeline
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import RELATIONS, shell

ENDS = ("term", "cut", "", "next", "frayed")
THICKNESSES = ("firm", "plain", "worn")
BEGINNING = date(2014, 1, 1)
ELECTIONS = (date(2014, 3, 23), date(2020, 3, 15), date(2026, 3, 15))


@example_page
def timeline(request: HttpRequest) -> HttpResponse:
    """Relations since 2014."""
    bars = 2_000 if request.GET.get("taille") == "grande" else 10
    described = Timeline(
        caption="L’histoire des relations",
        filename="histoire",
        line_title="Relation et parties",
        words_title="Ce qui s’est passé",
        list_title="Relation par relation",
        lines=[_line(number) for number in range(bars)],
        landmarks=tuple(Landmark(day, f"municipales {day.year}") for day in ELECTIONS),
        headers=("Ce qu’elle a laissé",),
        thicknesses=(
            ("firm", "confiance gagnée"),
            ("plain", "intacte"),
            ("worn", "entamée"),
        ),
    )
    context = {"shell": shell("timeline")}
    return answer_timeline(request, described, template="core/timeline.html", context=context)


def _line(number: int) -> Line:
    label, note = RELATIONS[number % len(RELATIONS)]
    again = number // len(RELATIONS)
    spans = [_span(number)]
    if number % 4 == 0:
        spans.append(_span(number + 7))
    council = Moment(BEGINNING + timedelta(days=4_720), "Conseil", "answer", "agenda", limit=True)
    return Line(
        f"{label} {again}" if again else label,
        note,
        spans=tuple(spans),
        moments=(council,) if number % 3 == 0 else (),
    )


def _span(number: int) -> Span:
    start = BEGINNING + timedelta(days=number * 397 % 3_600)
    end_mark = ENDS[number % len(ENDS)]
    return Span(
        start,
        start + timedelta(days=400 + number * 53 % 900) if end_mark else None,
        "au terme prévu" if end_mark else "se poursuit",
        end_mark,
        THICKNESSES[number % 3],
        closed=number % 6 == 5,
        details=("gagnée",),
    )
