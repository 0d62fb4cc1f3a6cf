"""How are the answers of a search written without delay? In Python, as the rows of a register."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from maillage.core.french import with_french_spaces
from maillage.core.templatetags.maillage import icon
from maillage.foundation.search.asked import Found


def found_html(answers: Iterable[Found], *, with_kind: bool) -> SafeString:
    """The answers as lines of a list; among several kinds, each says its own."""
    mark = icon("arrow-right")
    return SafeString("".join(_line(one, mark, with_kind=with_kind) for one in answers))


def _line(one: Found, mark: str, *, with_kind: bool) -> str:
    name = escape(with_french_spaces(one.name))
    told = ", ".join(filter(None, (one.kind if with_kind else "", with_french_spaces(one.note))))
    note = f"<small>{escape(told)}</small>" if told else ""
    return f'<li>{mark}<div><a href="{escape(one.url)}">{name}</a>{note}</div></li>'
