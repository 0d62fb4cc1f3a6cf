"""Rows of what a contract says of childcare, made for tests."""

from maillage.trade.context.models import Scheme, SchemeText
from tests.trade.context.makers import make_scheme


def make_scheme_text(
    *, scheme: Scheme | None = None, key: str = "jobs", words: str = "Former douze assistantes."
) -> SchemeText:
    """The words of one part of a scheme of childcare."""
    return SchemeText.objects.create(scheme=scheme or make_scheme(), key=key, words=words)
