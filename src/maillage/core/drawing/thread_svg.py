"""How is the thread of a structure written, so that it is seen in print and in the dark?"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core import french, marks
from maillage.core.drawing.thread import DrawnStrand, Label, Spot, ThreadDrawing

EXPECTED = ("answer", "ask")
EXPECTED_THERE = ("attendance", "next")
MISSED = ("duty", "late")


def thread_svg(drawing: ThreadDrawing, label: str, sprite: str) -> SafeString:
    """The thread with its months and its words; the list beside it says the same."""
    frame, bottom = drawing.frame, drawing.bottom + 22
    months = format_html_join(
        "",
        '<path class="grid" d="M{} 32V{}"/><text class="soft" x="{}" y="20">{}</text>',
        ((tick.x, bottom, tick.x + 4, tick.label) for tick in drawing.ticks),
    )
    return format_html(
        '<svg class="m-timeline m-fil" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<path class="today" d="M{} 32V{}"/>{}'
        '<text class="today-text" x="{}" y="{}" text-anchor="middle">{}</text></svg>',
        frame.right + 10,
        drawing.height,
        label,
        months,
        drawing.today,
        bottom + 4,
        format_html_join("", "{}", ((_strand(one, drawing, sprite),) for one in drawing.strands)),
        drawing.today,
        drawing.height - 4,
        _("aujourd’hui"),
    )


def small_thread_svg(drawing: ThreadDrawing, sprite: str) -> SafeString:
    """The thread as small as a cell; it is not read aloud: the words beside it say the same."""
    width = drawing.frame.right + drawing.frame.left
    return format_html(
        '<svg class="m-fil-small" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true"'
        ' focusable="false"><path class="today" d="M{} 0V{}"/>{}</svg>',
        *(width, drawing.height, width, drawing.height, drawing.today, drawing.height),
        format_html_join(
            "", "{}", ((_lines_and_marks(one, drawing, sprite),) for one in drawing.strands)
        ),
    )


def _strand(drawn: DrawnStrand, drawing: ThreadDrawing, sprite: str) -> SafeString:
    strand = drawn.strand
    lock = (
        format_html(
            '<use class="m-icon m-fil-lock" href="{}#i-lock" x="{}" y="{}" width="15"'
            ' height="15"/>',
            *(sprite, drawing.frame.left - 30, drawn.y - 9),
        )
        if strand.is_locked
        else ""
    )
    return format_html(
        '<g{}><text class="who" x="0" y="{}">{}</text>{}{}{}{}</g>',
        SafeString(' class="m-no-print"') if strand.is_locked else "",
        drawn.y + 5,
        strand.label,
        lock,
        _lines_and_marks(drawn, drawing, sprite),
        format_html_join(
            "",
            '<path class="m-fil-limit" d="M{} {}V{}"/>',
            ((x, drawn.y - 11, drawn.y + 11) for x in drawn.limits),
        ),
        format_html_join("", "{}", ((_label(one),) for one in drawn.labels)),
    )


def _lines_and_marks(drawn: DrawnStrand, drawing: ThreadDrawing, sprite: str) -> SafeString:
    frame = drawing.frame
    return format_html(
        '<path class="m-fil-strand" d="M{} {}H{}"/>'
        '<path class="m-fil-strand m-fil-next" d="M{} {}H{}"/>{}',
        *(frame.left, drawn.y, drawing.today, drawing.today, drawn.y, frame.right),
        format_html_join(
            "", "{}", ((_mark(spot, drawn.y, drawing, sprite),) for spot in drawn.spots)
        ),
    )


def _mark(spot: Spot, y: float, drawing: ThreadDrawing, sprite: str) -> SafeString:
    half = drawing.frame.half
    under = format_html(
        '<rect class="m-fil-under" x="{}" y="{}" width="{}" height="{}"/>',
        *(f"{spot.x - spot.half:.1f}", y - half, 2 * spot.half, 2 * half),
    )
    if spot.mark.text and spot.half > half:
        return format_html(
            '{}<text class="m-fil-text" x="{}" y="{}" text-anchor="middle">{}</text>',
            *(under, f"{spot.x:.1f}", y + 5, spot.mark.text),
        )
    if not spot.mark.family:
        return format_html(
            '{}<circle class="m-fil-said" cx="{}" cy="{}" r="{}"/>',
            *(under, f"{spot.x:.1f}", y, half * 0.6),
        )
    family, value = _shape(spot)
    mark = marks.FAMILIES[family][value]
    return format_html(
        '{}<use class="m-mark" data-{}="{}" href="{}#{}" x="{}" y="{}" width="{}" height="{}"/>',
        *(under, mark.attribute, value, sprite, mark.symbol),
        *(f"{spot.x - half:.1f}", y - half, 2 * half, 2 * half),
    )


def _shape(spot: Spot) -> tuple[str, str]:
    """What a mark looks like; on the day when more is expected, as expected, once past, as late."""
    if spot.is_missed:
        return MISSED
    if spot.is_next:
        return EXPECTED_THERE if spot.mark.family == "attendance" else EXPECTED
    return spot.mark.family, spot.mark.value


def _label(label: Label) -> SafeString:
    first, raised, rest = label.day.partition("er")
    day = (
        format_html(
            '{}<tspan class="m-fil-raised" dy="-4">er</tspan><tspan dy="4">{}</tspan>', first, rest
        )
        if raised
        else label.day
    )
    return format_html(
        '<text class="m-fil-words" x="{}" y="{}" text-anchor="{}">{} <tspan class="soft">{}'
        "</tspan></text>",
        *(f"{label.x:.1f}", label.y, label.anchor),
        *(french.with_french_spaces(label.words), day),
    )
