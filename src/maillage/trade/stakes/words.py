"""How is a position said, and what a stake makes of them?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.analysis.common_ground import Label, SubjectReading
from maillage.analysis.wording import counted, signed
from maillage.core import french
from maillage.trade.stakes.choices import StakeLabel, Stance

LEAST_COVERAGE = 0.4
# What an actor can touch of another, from the weakest to the strongest.
TOUCHED: tuple[Promise, ...] = (
    lazy("son fonctionnement"),
    lazy("ses projets"),
    lazy("ses missions"),
    lazy("son existence"),
)
LABELS = {
    Label.COMMON_GROUND: StakeLabel.GROUND,
    Label.REJECTED: StakeLabel.REJECTED,
    Label.NO_SIDE: StakeLabel.NO_SIDE,
    Label.COMPROMISE: StakeLabel.DEAL,
    Label.CONFLICT: StakeLabel.CLASH,
}


def stance_words(value: int) -> str:
    """A position in words: "sert ses projets"."""
    return str(Stance(value).label)


def numbered_stance(value: int) -> str:
    """A position with its number: "+2, sert ses projets"."""
    return f"{signed(value)}, {stance_words(value)}"


def camps_words(reading: SubjectReading, *, counts_silences: bool = True) -> str:
    """How many stand where: "7 pour, 1 contre, 1 neutre, 2 silences"."""
    lines = [
        f"{len(reading.supporters)} pour" if reading.supporters else "",
        f"{len(reading.opponents)} contre" if reading.opponents else "",
        counted(len(reading.neutral), "neutre") if reading.neutral else "",
        counted(len(reading.silent), "silence") if reading.silent and counts_silences else "",
    ]
    return ", ".join(part for part in lines if part)


def can_be_read(reading: SubjectReading) -> bool:
    """Whether enough actors have spoken for a word to be put on the stake."""
    return reading.coverage >= LEAST_COVERAGE


def stakes_reading(opened: int, closed: int) -> str:
    """How many stakes are open, and how many were closed."""
    if not opened:
        return _("Aucun enjeu n’est ouvert.")
    words = ngettext("Un enjeu est ouvert", "%(n)s enjeux sont ouverts", opened) % {
        "n": french.capital(french.in_words(opened))
    }
    if not closed:
        return f"{words}."
    ended = ngettext("un est clos", "%(n)s sont clos", closed) % {"n": french.in_words(closed)}
    return f"{words}, {ended}."
