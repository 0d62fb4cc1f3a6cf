"""With which words is a reading said?"""

from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.sources.words import origin_words


def reading_words(access: Access, reading: Reading) -> str:
    """Where a reading comes from and when: "entretien, Inès Gaborit, 4 mai 2026"."""
    return ", ".join((origin_words(access, reading.source), french.long_date(reading.on)))


def erased_words(day: date | None) -> str:
    """Until when what is said of a person is kept."""
    return _("à effacer le %(day)s") % {"day": french.long_date(day)} if day else ""
