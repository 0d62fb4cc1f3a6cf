"""How are the rows of the table under a timeline written without delay?

They are written in Python, not by a template: a table may hold a thousand rows of dates.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core import french, marks
from maillage.core.raised import raised
from maillage.core.timeline.answer import TableLine, TimelinePage
from maillage.core.timeline.description import Span


def rows_html(page: TimelinePage, today: date, sprite: str) -> SafeString:
    """A row for each span told; a column says how they ended when the drawing shows it."""
    ends = {"": _wide("")} | {end: _wide(_end(end, sprite)) for end in page.ends}
    if not page.ends:
        ends = {"": ""}
    closed = _closed(sprite)
    labels = [_label(title) for title in (page.timeline.words_title, *page.timeline.headers)]
    return SafeString(
        "\n".join(_row(line, ends, closed, labels, today) for line in page.table_lines)
    )


def _label(title: str) -> str:
    """What a card of a phone, which has no head, writes before a cell."""
    return f'<span class="m-cardlabel">{_spaced(f"{title} : ")}</span>'


def _row(
    line: TableLine, ends: Mapping[str, str], closed: str, labels: Sequence[str], today: date
) -> str:
    span = line.span
    words = f'<b class="m-calls">{_spaced(span.words)}</b>' if span.calls else _spaced(span.words)
    words = f"{closed if span.closed else ''}{words}"
    cells = zip(labels, (words, *map(_spaced, span.details)), strict=False)
    main = ' class="m-row-main"' if span.is_main else ""
    return (
        f'<tr role="row"{main}><th scope="row" role="rowheader">{_name(line)}</th>'
        f'<td role="cell" class="m-nowrap">{_dates(span, today)}</td>{ends[line.end]}'
        f"{''.join(_wide(f'{label}{cell}' if cell else '') for label, cell in cells)}</tr>"
    )


def _name(table_line: TableLine) -> str:
    """The name of the line, its note, and what the line leaves out."""
    line, name = table_line.line, _spaced(table_line.line.label)
    if line.url:
        name = f'<a href="{escape(line.url)}">{name}</a>'
    if line.note:
        name += f"<small>{escape(line.note)}</small>"
    if not table_line.left_out:
        return name
    return (
        f'{name}<small><a href="{escape(line.whole_url)}">{escape(table_line.left_out_words)}'
        f'<span class="m-hide"> ({escape(line.label)})</span></a></small>'
    )


def _dates(span: Span, today: date) -> str:
    if span.dates:
        return _spaced(span.dates)
    start = raised(french.short_date(span.start, today))
    if span.end == span.start:
        return start
    if span.end:
        # Beside a start that says its year, an end without one would be read in it.
        seen_from = today if span.start.year == today.year else date.min
        return f"{start} – {raised(french.short_date(span.end, seen_from))}"
    return f"{escape(_('depuis le'))} {start}"


def _end(end: str, sprite: str) -> str:
    """How a span ended: the shape and its word."""
    return (
        f'<span class="m-state m-state-{end}"><svg class="m-mark" data-end="{end}"'
        f' aria-hidden="true"><use href="{sprite}#{marks.mark_symbol("end", end)}"/></svg>'
        f"{escape(str(marks.ENDS[end].word))}</span>"
    )


def _closed(sprite: str) -> str:
    """The lock of what is confidential, and its word for those who do not see it."""
    return (
        '<span class="m-closed-in"><svg class="m-icon" aria-hidden="true">'
        f'<use href="{sprite}#i-lock"/></svg>'
        f'<span class="m-hide">{escape(_("confidentiel"))}</span></span>'
    )


def _wide(content: str) -> str:
    return f'<td role="cell" class="wide">{content}</td>'


def _spaced(text: str) -> str:
    return raised(french.with_french_spaces(text))
