"""How does one say how many mandates run, and how many are about to end?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.directory.mandate_timeline.queries import TimelineTotals


@dataclass(frozen=True, slots=True)
class TimelineReading:
    """The sentence at the top of the page, and its end in bold."""

    sentence: str
    stress: str = ""


def totals_reading(totals: TimelineTotals) -> TimelineReading:
    """What runs, what ends within a year, and what has no date."""
    if not totals.running:
        return TimelineReading(_("Qui agit, qui a agi, et qui s’en va."))
    running = ngettext(
        "%(count)s mandat est en cours", "%(count)s mandats sont en cours", totals.running
    ) % {"count": french.in_words(totals.running)}
    count = french.in_words(totals.organisations, feminine=True)
    plural = "s" if totals.organisations > 1 else ""
    places = _("dans %(places)s") % {"places": _(f"{count} structure{plural}")}
    ending = _ending(totals.ending)
    sentence = f"{running} {places}{ending}."
    return TimelineReading(sentence[:1].upper() + sentence[1:], _undated(totals.undated))


def _ending(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)s prend fin d’ici un an", "%(count)s prennent fin d’ici un an", count
    ) % {"count": french.in_words(count)}
    return f" ; {said}"


def _undated(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)s n’a pas de date de début.", "%(count)s n’ont pas de date de début.", count
    )
    return said % {"count": french.in_words(count).capitalize()}
