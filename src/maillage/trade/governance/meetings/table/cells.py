"""What do the cells of a table of meetings say: at what time, and how is a seat held?"""

import re
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, as_text
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.choices import Attending

MINUTES_OF_DAY = 24 * 60
_TIME = re.compile(
    r"(?P<clock>\d{1,2}:\d{2})(?::\d{2})?|(?P<hour>\d{1,2})\s*h\s*(?P<minute>\d{2}(?!\s*h))?"
)
_BARE_START = re.compile(r"^(?:de )?(\d{1,2}) (?:a )?(?=\d{1,2} ?h)")
_BARE_HOUR = re.compile(r"\d{1,2}")
_PROXY = re.compile(
    r"^(?:absente?s?|excusee?s?)?[ ,.:(]*(?:(?:a )?donne )?(?:pouvoir|procuration|pv|represente)\w*"
    r"(?: donnee?)?(?: (?:a|au|aux|par|pour))?[ :]+(?P<name>.+?)\)?$"
)
_BESIDE = re.compile(r"[(\[]([^)\]]+)[)\]]?\s*$")
_BOTH = re.compile(r"p(?:resente?)?\.? ?/ ?(?:e|exc\w*|a|abs\w*)\.?")
_REPRESENTED = re.compile(r"\brepresent")
_STARTS = {
    "present": Attending.PRESENT,
    "sign": Attending.PRESENT,
    "emarg": Attending.PRESENT,
    "en visio": Attending.PRESENT,
    "visio": Attending.PRESENT,
    "a distance": Attending.PRESENT,
    "exc": Attending.EXCUSED,
    "abs": Attending.ABSENT,
    "absent excuse": Attending.EXCUSED,
    "absente excuse": Attending.EXCUSED,
    "abs. excuse": Attending.EXCUSED,
    "abs excuse": Attending.EXCUSED,
    "pouvoir": Attending.PROXY,
    "procuration": Attending.PROXY,
}
NOT_SAID = frozenset({"", "-", "–", "—", "?", "en attente", "a confirmer"})


class ReversedHoursError(ValueError):
    """The end comes before the start."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a meeting begins, and when it ends where that is said."""

    starts_at: time
    ends_at: time | None = None

    def __str__(self) -> str:
        start = _clock(self.starts_at)
        return f"{start} – {_clock(self.ends_at)}" if self.ends_at else start


def hours_of(value: CellValue | None) -> Hours | None:
    """The hours that a cell gives; None when they cannot be read, an error when reversed.

    >>> str(hours_of("18h30 à 20 h")), str(hours_of(0.75)), hours_of("le soir")
    ('18h30 – 20h00', '18h00', None)
    """
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * MINUTES_OF_DAY) % MINUTES_OF_DAY
        return Hours(time(*divmod(minutes, 60)))
    text = folded(as_text(value))
    if _BARE_HOUR.fullmatch(text):
        text += "h"
    text = _BARE_START.sub(r"\1h ", text)
    pairs = [_moment(one) for one in _TIME.finditer(text)][:2]
    if not pairs or any(hour > 23 or minute > 59 for hour, minute in pairs):
        return None
    if len(pairs) == 2 and pairs[1] <= pairs[0]:
        raise ReversedHoursError
    return Hours(*(time(hour, minute) for hour, minute in pairs))


def _moment(match: re.Match[str]) -> tuple[int, int]:
    hour, _colon, minute = (match["clock"] or "").partition(":")
    return int(hour or match["hour"]), int(minute or match["minute"] or 0)


def standing_of(text: str) -> tuple[str, str]:
    """How the seat is held and, folded, who carries its *pouvoir*; nothing when not understood.

    >>> [standing_of(text) for text in ("P", "Excusée", "pouvoir à Bouin", "mardi")]
    [('present', ''), ('excused', ''), ('proxy', 'bouin'), ('', '')]
    """
    for standing in Attending:
        if is_word(standing.value, text):
            return standing.value, ""
    words = folded(text)
    proxy = _PROXY.match(words)
    if proxy:
        return Attending.PROXY.value, proxy["name"].strip(" ()")
    starts = [start for start in _STARTS if words.startswith(start)]
    return (_STARTS[max(starts, key=len)].value if starts else ""), ""


def note_beside(text: str) -> str:
    """What a mark of presence says besides, in brackets: « Présent (arrivé à 18h10) »."""
    match = _BESIDE.search(text)
    return match[1].strip() if match else ""


def is_two_marks(text: str) -> bool:
    """Whether a cell says present and excused at once: « P/E »."""
    return bool(_BOTH.fullmatch(folded(text)))


def is_representation(text: str) -> bool:
    """Whether words say that somebody sits for a structure, rather than its *pouvoir*."""
    return bool(_REPRESENTED.search(folded(text)))


def standing_words(standing: str, carrier: str) -> str:
    """How a seat is held, as one reads it."""
    if standing == Attending.PROXY and carrier:
        return _("pouvoir à %(name)s") % {"name": carrier}
    return str(Attending(standing).label) if standing else ""


def _clock(moment: time) -> str:
    return f"{moment.hour:02}h{moment.minute:02}"
