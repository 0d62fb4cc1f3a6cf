"""With which words is a reading said?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.sources.words import origin_words


def reading_words(access: Access, reading: Reading) -> str:
    """Where a reading comes from and when: "entretien avec Inès Gaborit, 4 mai 2026"."""
    return ", ".join((origin_words(access, reading.source), french.long_date(reading.on)))


def sure_words(reading: Reading) -> str:
    """How far whoever noted a reading leans on it: "notée probable"."""
    return noted_as(str(reading.get_confidence_display()))


def noted_as(confidence: str) -> str:
    """The same, from its word."""
    return _("notée %(sure)s") % {"sure": confidence}


def erased_words(day: date | None) -> str:
    """Until when what is said of a person is kept."""
    return _("à effacer le %(day)s") % {"day": french.long_date(day)} if day else ""


def span_words(days: Iterable[date | None]) -> str:
    """Between which days a reading was noted; nothing when it rests on nothing dated.

    >>> " ".join(span_words([date(2026, 6, 4), date(2025, 6, 3), None]).split())
    'Lu entre le 3 juin 2025 et le 4 juin 2026.'
    >>> span_words([])
    ''
    """
    dated = [day for day in days if day is not None]
    if not dated:
        return ""
    first, last = french.long_date(min(dated)), french.long_date(max(dated))
    if first == last:
        return _("Lu le %(day)s.") % {"day": last}
    return _("Lu entre le %(first)s et le %(last)s.") % {"first": first, "last": last}


def doubtful_positions(names: Sequence[str]) -> str:
    """That one position to confirm, or each of these, is enough to change what is read."""
    if not names:
        return ""
    sentence = ngettext(
        "Une position à confirmer, celle de %(names)s, suffit à changer cette lecture.",
        "Chacune des positions à confirmer de %(names)s suffit à changer cette lecture.",
        len(names),
    )
    return sentence % {"names": french.listed(names)}
