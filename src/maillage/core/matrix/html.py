"""How are a thousand cells written without delay?

The body of a matrix is written in Python, not by a template: it is the one place where a page
holds a thousand times the same thing.
"""

from functools import cache
from html import escape

from django.utils.safestring import SafeString

from maillage.core import marks
from maillage.core.french import capital, with_french_spaces
from maillage.core.matrix.description import Cell, ColumnHead, Place, RowHead
from maillage.core.matrix.window import Window
from maillage.core.raised import raised

CURRENT = ' aria-current="true"'
OUT_OF_BAND = ' hx-swap-oob="true"'


def body_html(window: Window, sprite: str) -> SafeString:
    """The rows on screen."""
    return SafeString("\n".join(_row(window, row, sprite) for row in window.rows))


def changed_html(window: Window, place: Place, sprite: str) -> SafeString:
    """After a change: the cell, what its row tells and what its column tells, each in place."""
    row, column = window.matrix.row(place[0]), window.matrix.column(place[1])
    if row is None or column is None:
        return SafeString("")
    return SafeString(
        "<template>"
        + _cell(window, row, column, sprite, OUT_OF_BAND)
        + (_reading(row, sprite, OUT_OF_BAND) if window.matrix.has_readings else "")
        + _foot(column, OUT_OF_BAND)
        + "</template>"
    )


def foot_html(window: Window) -> SafeString:
    """What each column on screen tells."""
    return SafeString("".join(_foot(column) for column in window.columns))


def _row(window: Window, row: RowHead, sprite: str) -> str:
    reading = _reading(row, sprite) if window.matrix.has_readings else ""
    cells = "".join(_cell(window, row, column, sprite) for column in window.columns)
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{_link(row.label, row.url)}'
        f"{_small(row.note)}</th>{reading}{cells}</tr>"
    )


def _reading(row: RowHead, sprite: str, oob: str = "") -> str:
    reading = row.reading
    if reading is None:
        return f'<td role="cell" class="m-read" id="r-{escape(row.key)}"{oob}></td>'
    calls = " m-calls" if reading.calls else ""
    colour = f' data-{reading.family}="{escape(reading.value)}"' if reading.family else ""
    return (
        f'<td role="cell" class="m-read" id="r-{escape(row.key)}"{oob}>'
        f'<b class="m-verdict{calls}"{colour}>{_mark(reading.family, reading.value, sprite)}'
        f"{raised(with_french_spaces(reading.words))}</b>{_small(reading.note)}</td>"
    )


def _foot(column: ColumnHead, oob: str = "") -> str:
    return f'<td role="cell" id="f-{escape(column.key)}"{oob}>{escape(column.reading)}</td>'


def _cell(window: Window, row: RowHead, column: ColumnHead, sprite: str, oob: str = "") -> str:
    place = (row.key, column.key)
    cell = window.cells.get(place, window.matrix.empty)
    if cell.is_blank:
        return '<td role="cell" class="m-cell-blank"></td>'
    key = escape(f"{row.key}~{column.key}")
    looks = (("m-cell-due", cell.due), ("m-cell-main", cell.is_main))
    look = " ".join(name for name, applies in looks if applies)
    due = f' class="{look}"' if look else ""
    strength = _tint(cell)
    name = f'data-col="{escape(column.label)}"'
    content = _content(cell, sprite)
    if window.matrix.options or cell.explained or cell.links:
        address = f"{escape(window.asking)}case={key}"
        chosen = CURRENT if place == window.chosen else ""
        drawn = "m-cell" if cell.stance is None else "m-cell m-pos"
        inner = f'<a class="{drawn}" href="{address}" {name}{chosen}>{content}</a>'
    else:
        drawn = "m-cell m-cell-empty" if cell.stance is None else "m-cell m-pos"
        inner = f'<span class="{drawn}" {name}>{content}</span>'
    return f'<td role="cell" id="c-{key}"{due}{strength}{oob}>{inner}</td>'


def _content(cell: Cell, sprite: str) -> str:
    due = '<span class="m-hide"> : à relancer</span>' if cell.due else ""
    if cell.stance is not None:
        number = f"<b>{cell.signed}</b>{stance_bar(cell.stance)}"
        return f"{number}<span class='m-hide'> {escape(cell.word)}</span>{due}"
    word = escape(cell.word) or "<span class='m-hide'>vide</span>"
    return f"{_mark(cell.family, cell.value, sprite)}<span>{word}</span>{_small(cell.note)}{due}"


def _tint(cell: Cell) -> str:
    if cell.silent:
        return ' data-v="silent"'
    shown = cell.strength if cell.stance is None else cell.stance
    return "" if shown is None else f' data-v="{shown}"'


@cache
def stance_bar(stance: int) -> SafeString:
    """A bar that leans right when the stance is for, left when it is against."""
    side, first, step = ("f", 24, 5) if stance > 0 else ("a", 16, -5)
    blocks = "".join(
        f'<rect class="{side}" x="{first + step * place}" y="1" width="4" height="6"/>'
        for place in range(abs(stance))
    )
    return SafeString(
        '<svg viewBox="0 0 44 8" aria-hidden="true"><line x1="22" y1="0" x2="22" y2="8"/>'
        f"{blocks}</svg>"
    )


def _mark(family: str, value: str, sprite: str) -> str:
    if not family:
        return ""
    symbol = marks.mark_symbol(family, value)
    return (
        f'<svg class="m-mark" data-{family}="{value}" aria-hidden="true">'
        f'<use href="{sprite}#{symbol}"/></svg>'
    )


def _link(label: str, url: str) -> str:
    text = raised(with_french_spaces(capital(label)))
    return f'<a href="{escape(url)}">{text}</a>' if url else text


def _small(text: str) -> str:
    return f"<small>{raised(with_french_spaces(text))}</small>" if text else ""
