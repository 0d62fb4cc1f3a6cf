"""Does a note lend words to a structure that was not there?"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.queries.attendance import AttendanceSheet, PresenceLine

AWAY = (Attending.EXCUSED, Attending.ABSENT)
COMMUNE = "commune"
OF = re.compile(r"^(?:de la |de l’|de |du |des |d’)")


def away_words(sheet: AttendanceSheet, text: str) -> str:
    """A question to whoever writes, about the absent structures that the note names; or nothing."""
    written = fold(text)
    away = [line for line in sheet.lines if line.is_vacant or line.standing in AWAY]
    names = [
        french.with_article(line.name)
        for line in away
        if any(re.search(rf"\b{re.escape(one)}\b", written) for one in _names(sheet, line))
    ]
    if not sheet.noted or not names:
        return ""
    return _(
        "Cette note nomme %(names)s, dont le siège était absent ou vacant : si c’était par écrit, "
        "dites-le."
    ) % {"names": french.listed(names)}


def _names(sheet: AttendanceSheet, line: PresenceLine) -> Iterator[str]:
    """How a note may name a structure: whole, in short, by its kind when it is the only one."""
    yield fold(line.name)
    first, _blank, rest = line.name.lower().partition(" ")
    firsts = [one.name.lower().partition(" ")[0] for one in sheet.lines]
    if first == COMMUNE:
        yield fold(OF.sub("", rest))
    elif firsts.count(first) == 1 and french.with_article(first) != first:
        yield fold(first)
    short = line.seat.organisation.short_name if line.seat.organisation else ""
    if short:
        yield fold(short)
