"""How are the hundreds of short things that a structure's thread holds written without delay?"""

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString

from maillage.core.french import with_french_spaces
from maillage.core.raised import raised
from maillage.core.sheet import Line


def lines_html(lines: Iterable[Line], mark: Callable[[str, str], str]) -> SafeString:
    """The items of a list, each `mark` drawn once and repeated."""
    rows = list(lines)
    drawn = {(family, value): mark(family, value) for family, value in _shapes(rows)}
    drawn["", ""] = "<span></span>"
    return SafeString("".join(_item(one, drawn[_shape(one)]) for one in rows))


def _shapes(rows: Iterable[Line]) -> set[tuple[str, str]]:
    return {_shape(one) for one in rows if one.family}


def _shape(line: Line) -> tuple[str, str]:
    return (line.family, line.value) if line.family else ("", "")


def _item(line: Line, drawn: str) -> str:
    words, note = _spaced(line.label), _spaced(line.note)
    label = f'<a href="{escape(line.url)}">{words}</a>' if line.url else f"<b>{words}</b>"
    opened = '<small class="m-state-aged">' if line.calls else "<small>"
    small = f"{opened}{note}</small>" if note else ""
    return f"<li>{drawn}<div>{label}{small}</div></li>"


def _spaced(text: str) -> str:
    written = with_french_spaces(text if isinstance(text, SafeString) else escape(text))
    return raised(SafeString(written))
