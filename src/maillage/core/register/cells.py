"""How does a cell say two things, or that nothing is known?"""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from maillage.core import french, marks
from maillage.core.money import euros_words
from maillage.core.raised import raised
from maillage.core.templatetags.maillage import mark_bare


def with_note(text: str, note: str) -> SafeString:
    """A text and, under it, a smaller one."""
    words = text if isinstance(text, SafeString) else raised(text)
    return format_html("{}<small>{}</small>", words, raised(note)) if note else words


def missing(words: str) -> SafeString:
    """What is not known yet, said faintly."""
    return format_html('<span class="m-soft">{}</span>', words)


def euros_cell(cents: int | None, unknown: str = "") -> str:
    """A sum; else, faintly, what is said of one that nobody gave."""
    if cents is not None:
        return euros_words(cents)
    return missing(unknown) if unknown else ""


def linked(text: str, url: str) -> SafeString:
    """A text that leads to another page."""
    return format_html('<a href="{}">{}</a>', url, text)


def with_distinction(name: str, by: str) -> SafeString:
    """A name that several rows bear, with what tells this one apart when links are read alone."""
    return format_html('{}<span class="m-hide">, {}</span>', name, by) if by else escape(name)


def marked(family: str, value: str, note: str = "") -> SafeString:
    """A state: its mark, its word and, under them, a smaller text."""
    word = french.capital(str(marks.FAMILIES[family][value].word))
    return with_note(format_html("{} {}", mark_bare(family, value), word), note)
