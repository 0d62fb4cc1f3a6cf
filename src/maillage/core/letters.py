"""How does a letter become plain text, which a page escapes when it shows it?"""

from collections.abc import Mapping

from django.template.loader import render_to_string


def letter_text(template: str, context: Mapping[str, object]) -> str:
    """What the letter says; its template escapes nothing, so that it is never held for HTML."""
    return str.__str__(render_to_string(template, dict(context)))
