"""How does a cell say two things, or that nothing is known?"""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def with_note(text: str, note: str) -> SafeString:
    """A text and, under it, a smaller one."""
    return format_html("{}<small>{}</small>", text, note) if note else format_html("{}", text)


def missing(words: str) -> SafeString:
    """What is not known yet, said faintly."""
    return format_html('<span class="m-soft">{}</span>', words)


def linked(text: str, url: str) -> SafeString:
    """A text that leads to another page."""
    return format_html('<a href="{}">{}</a>', url, text)
