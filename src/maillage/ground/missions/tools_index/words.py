"""How many tools does the reader have, in a sentence?"""

from django.utils.translation import ngettext

from maillage.core import french


def tools_reading(count: int) -> str:
    """How many tools the reader has."""
    sentence = ngettext(
        "%(n)s outil, rangé par la question que l’on se pose.",
        "%(n)s outils, rangés par la question que l’on se pose.",
        count,
    )
    return sentence % {"n": french.in_words(count).capitalize()}
