"""How are the rows of a register and the lines of its lists written without delay?

They are written in Python, not by a template, as the body of a matrix is: it is where a page says
the same thing twenty-five times, or offers five hundred structures to choose from.
"""

from functools import lru_cache

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from maillage.core.register.description import M, R
from maillage.core.register.lines import Cell, Line
from maillage.core.register.page import RegisterPage

LISTS_KEPT = 64
CURRENT = ' aria-current="true"'


def rows_html(page: RegisterPage[M, R]) -> SafeString:
    """The rows on screen."""
    beside = page.register.opens_beside
    rows = (_row(line, open_one=page.is_open(line), beside=beside) for line in page.lines)
    return SafeString("\n".join(rows))


@lru_cache(LISTS_KEPT)
def options_html(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The lines of a list to choose from."""
    return SafeString("".join(_option(value, label, chosen) for value, label in choices))


def _row(line: Line, *, open_one: bool, beside: bool) -> str:
    cells = "".join(map(_cell, line.cells))
    return (
        f'<tr role="row"{CURRENT if open_one else ""}><th scope="row" role="rowheader">'
        f"{_name(line, beside=beside)}</th>{cells}</tr>"
    )


def _name(line: Line, *, beside: bool) -> str:
    name = conditional_escape(line.name)
    if not line.url:
        return name
    url = escape(line.url)
    part = f' hx-get="{url}"' if beside else ""
    return f'<a href="{url}"{part} data-maillage-row>{name}</a>'


def _cell(cell: Cell) -> str:
    css = f' class="{cell.css}"' if cell.css else ""
    return f'<td role="cell"{css}>{conditional_escape(cell.shown)}</td>'


def _option(value: str, label: str, chosen: str) -> str:
    selected = " selected" if value == chosen else ""
    return f'<option value="{escape(value)}"{selected}>{escape(label)}</option>'
