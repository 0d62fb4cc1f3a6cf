"""What does the mission ask, and how is it done well? The help of each tool, a page of docs."""

from dataclasses import dataclass
from functools import cache

import nh3
from django.conf import settings
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from maillage.core.folded import fold

FOLDER = settings.ROOT / "docs" / "missions"
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED = TABLE | {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "a", "blockquote"}


@dataclass(frozen=True)
class Guide:
    """A help page: its title, its HTML, its plain text."""

    title: str
    html: SafeString
    text: str


@cache
def guide_of(word: str) -> Guide:
    """The help of the tool of this word. Raises FileNotFoundError when nobody wrote it."""
    text = (FOLDER / f"{word}.md").read_text(encoding="utf-8")
    head, _newline, body = text.partition("\n")
    html = MarkdownIt("commonmark").enable("table").render(body)
    return Guide(
        title=head.lstrip("# ").strip(),
        html=SafeString(nh3.clean(html, tags=ALLOWED, attributes={"a": {"href"}})),
        text=text,
    )


@cache
def guide_words(word: str) -> frozenset[str]:
    """The folded words of the help of this tool."""
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(guide_of(word).text))
    return frozenset(plain.split())
