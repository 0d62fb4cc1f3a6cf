"""With which words is the strength of an influence said?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

STRENGTHS: tuple[Promise, ...] = (
    lazy("rien"),
    lazy("fonctionnement"),
    lazy("projets"),
    lazy("missions"),
    lazy("existence"),
)


ASKED: tuple[Promise, ...] = (
    lazy("0 : ne peut rien sur elle"),
    lazy("1 : sur son fonctionnement, ses façons de faire"),
    lazy("2 : sur la réussite de ses projets"),
    lazy("3 : sur l’accomplissement de ses missions"),
    lazy("4 : sur son existence"),
)


def strength_word(strength: int) -> str:
    """What an actor can touch of another: "projets"."""
    return str(STRENGTHS[strength])
