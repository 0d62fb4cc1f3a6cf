"""Rows of what a contract says of childcare, made for tests."""

from maillage.trade.context.models import SchemeText
from tests.records import create_record
from tests.trade.context.makers import make_scheme


def make_scheme_text(**values: object) -> SchemeText:
    """The words of one part of a scheme of childcare."""
    return create_record(
        SchemeText, values, scheme=make_scheme, key="jobs", words="Former douze assistantes."
    )
