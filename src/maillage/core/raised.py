"""How is the first of a month written on a page? With its ordinal raised, and never cut."""

import re
from html import escape

from django.utils.safestring import SafeString

from maillage.core.french import MONTHS, NBSP, SHORT_MONTHS

DAYS = "|".join(re.escape(month) for month in dict.fromkeys((*MONTHS, *SHORT_MONTHS)))
FIRST = re.compile(rf"\b1er[ {NBSP}]({DAYS})")
RAISED = rf'<span class="m-first">1<sup>er</sup>{NBSP}\1</span>'


def escaped(text: object) -> str:
    """The text as a page holds it; what is safe already stays as it is."""
    written = text if isinstance(text, str) else str(text)
    return written if isinstance(written, SafeString) else escape(written)


def raised(text: object) -> SafeString:
    """The text for a page: escaped, the ordinals of its days raised."""
    written = escaped(text)
    return SafeString(FIRST.sub(RAISED, written) if "1er" in written else written)
