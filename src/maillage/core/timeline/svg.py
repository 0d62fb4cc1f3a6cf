"""How is a timeline written, so that it is seen in print, in the dark and without colours?"""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import marks
from maillage.core.french import shortened, with_french_spaces
from maillage.core.timeline.description import Span
from maillage.core.timeline.drawing import Drawing, DrawnDay, DrawnLine, DrawnMoment, DrawnSpan

NAME = 38
HATCH = (
    '<defs><pattern id="m-closed" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><path class="closed-line" d="M0 0V7"/></pattern></defs>'
)


def timeline_svg(drawing: Drawing, caption: str, sprite: str) -> SafeString:
    """The timeline as SVG; `sprite` is the address of the marks."""
    bottom = drawing.height - (35 if len(drawing.landmarks) > 1 else 20)
    same = _("%(caption)s ; le tableau au-dessous dit la même chose.") % {"caption": caption}
    parts = [
        f'<svg class="m-timeline m-bonds" viewBox="0 0 1130 {drawing.height:g}" role="group"'
        f' aria-label="{escape(same)}">{HATCH}',
        *(_hairline(day, bottom) for day in drawing.hairlines),
        *(_landmark(day, bottom, row % 2) for row, day in enumerate(drawing.landmarks)),
        _today(drawing.today, bottom),
        *(_line(line, sprite) for line in drawing.lines),
        "</svg>",
    ]
    return SafeString("".join(parts))


def _hairline(day: DrawnDay, bottom: float) -> str:
    line = f'<line class="grid" x1="{day.x:.1f}" x2="{day.x:.1f}" y1="26" y2="{bottom:g}"/>'
    if not day.label:
        return line
    words = escape(day.label)
    return f'{line}<text class="soft" x="{day.x:.1f}" y="16" text-anchor="middle">{words}</text>'


def _landmark(day: DrawnDay, bottom: float, row: int) -> str:
    """A line and its words, on two rows in turn: two near days do not write on each other."""
    anchor, x = ("end", day.x - 5) if day.x > 900 else ("start", day.x + 5)
    return (
        f'<path class="election" d="M{day.x:.1f} 26V{bottom:g}"/><text class="soft" x="{x:.1f}"'
        f' y="{bottom + 14 + 15 * row:g}" text-anchor="{anchor}">{escape(day.label)}</text>'
    )


def _today(x: float | None, bottom: float) -> str:
    if x is None:
        return ""
    word = escape(_("Aujourd’hui"))
    return (
        f'<line class="today" x1="{x:.1f}" x2="{x:.1f}" y1="24" y2="{bottom:g}">'
        f"<title>{word}</title></line>"
    )


def _line(drawn: DrawnLine, sprite: str) -> str:
    line = drawn.line
    name = f'<text class="who" x="0" y="{drawn.y - 1:g}">{escape(_cut(line.label))}</text>'
    if line.url:
        name = f'<a href="{escape(line.url)}">{name}<title>{escape(line.label)}</title></a>'
    note = _note(drawn)
    spans = "".join(_span(span, sprite) for span in drawn.spans)
    moments = "".join(_moment(moment, sprite) for moment in drawn.moments)
    return f"{name}{note}{spans}{moments}"


def _note(drawn: DrawnLine) -> str:
    """The small words under the name; they lead to what the line leaves out."""
    line = drawn.line
    words = ", ".join(part for part in (line.note, others_words(line.others)) if part)
    if not words:
        return ""
    note = f'<text class="who-small" x="0" y="{drawn.y + 14:g}">{escape(_cut(words))}</text>'
    if not line.others:
        return note
    title = f"<title>{escape(line.label)}, {escape(words)}</title>"
    return f'<a href="{escape(line.whole_url)}">{note}{title}</a>'


def others_words(count: int) -> str:
    """How many spans a line leaves out, or nothing."""
    if not count:
        return ""
    return ngettext("et un autre", "et %(n)s autres", count) % {"n": count}


def _span(drawn: DrawnSpan, sprite: str) -> str:
    span, y = drawn.span, drawn.y
    hatch = _hatch(drawn) if span.closed else ""
    look = f"bond bond-{span.thickness}{' bond-main' if span.is_main else ''}"
    dot = f'<circle class="bond-start" cx="{drawn.x1:.1f}" cy="{y:g}" r="3.5"/>'
    return (
        f'{hatch}<line class="{look}" x1="{drawn.x1:.1f}" x2="{drawn.x2:.1f}"'
        f' y1="{y:g}" y2="{y:g}"><title>{escape(span.words)}</title></line>'
        f"{dot if drawn.starts else ''}"
        f"{_end(drawn, sprite)}"
        f'<text class="soft{" m-calls" if span.calls else ""}" x="{drawn.words_x:.1f}"'
        f' y="{drawn.words_y:g}"'
        f' text-anchor="{drawn.anchor}">{escape(with_french_spaces(drawn.words))}</text>'
    )


def _hatch(drawn: DrawnSpan) -> str:
    top, width = drawn.y - 8, drawn.x2 - drawn.x1
    return (
        f'<rect fill="url(#m-closed)" x="{drawn.x1:.1f}" y="{top:g}" width="{width:.1f}"'
        f' height="16"/><path class="closed-edge" d="M{drawn.x1:.1f} {top:g}H{drawn.x2:.1f}'
        f'M{drawn.x1:.1f} {top + 16:g}H{drawn.x2:.1f}"/>'
    )


def _end(drawn: DrawnSpan, sprite: str) -> str:
    end = end_mark(drawn.span)
    if not end or not drawn.ends:
        return ""
    symbol = marks.mark_symbol("end", end)
    return (
        f'<use href="{sprite}#{symbol}" x="{drawn.x2 - 3:.1f}" y="{drawn.y - 9:g}" width="18"'
        ' height="18" class="m-mark"/>'
    )


def _moment(drawn: DrawnMoment, sprite: str) -> str:
    moment = drawn.moment
    symbol = marks.mark_symbol(moment.family, moment.value)
    limit = (
        f'<line class="axis" x1="{drawn.x:.1f}" x2="{drawn.x:.1f}" y1="{drawn.y - 13:g}"'
        f' y2="{drawn.y + 13:g}"/>'
        if moment.limit
        else ""
    )
    under = (
        f'<rect class="m-point-under" x="{drawn.x - 8:.1f}" y="{drawn.y - 8:g}" width="16"'
        ' height="16"/>'
    )
    return (
        f'{limit}{under}<use href="{sprite}#{symbol}" x="{drawn.x - 8:.1f}" y="{drawn.y - 8:g}"'
        f' width="16" height="16" class="m-mark" data-{moment.family}="{moment.value}">'
        f"<title>{escape(moment.words)}</title></use>"
    )


def end_mark(span: Span) -> str:
    """How the span ends: what is said of it, or "on" while it goes on."""
    return span.end_mark or ("on" if span.end is None else "")


def _cut(text: str) -> str:
    return shortened(with_french_spaces(text), NAME)
