"""With which words is a reading said?"""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Reading, Source
from maillage.ground.actors.queries.sources import can_read_source

NAMED = 8
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


def names_words(names: Sequence[str]) -> str:
    """The first of these names, and how many follow: a long list is counted, not read."""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return shown
    return ngettext("%(shown)s et %(n)s autre", "%(shown)s et %(n)s autres", more) % {
        "shown": shown,
        "n": french.number(more),
    }


def reading_words(access: Access, reading: Reading) -> str:
    """Where a reading comes from and when: "entretien, Inès Gaborit, 4 mai 2026"."""
    return ", ".join((origin_words(access, reading.source), french.long_date(reading.on)))


def source_words(access: Access, source: Source) -> str:
    """The same of a source; nothing but that it is kept back to who may not know it."""
    origin = origin_words(access, source)
    if not can_read_source(access, source):
        return origin
    return ", ".join((origin, french.long_date(source.on)))


def origin_words(access: Access, source: Source) -> str:
    """Where it comes from: "entretien, Inès Gaborit", or that it is kept back."""
    if not can_read_source(access, source):
        return _("source réservée")
    return ", ".join(part for part in (str(source.get_kind_display()), source.who) if part)


def erased_words(day: date | None) -> str:
    """Until when what is said of a person is kept."""
    return _("à effacer le %(day)s") % {"day": french.long_date(day)} if day else ""
