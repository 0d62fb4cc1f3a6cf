"""What is wrong with a body's colleges, with a seat, or with who holds it?"""

from datetime import date

from django.utils.translation import gettext as _

MOST_COLLEGES = 12
MOST_VOICES = 999


def colleges_fault(count: int) -> str:
    """Why a body cannot have so many colleges; nothing when it can."""
    return _("Douze collèges au plus : réunissez-en quelques-uns.") if count > MOST_COLLEGES else ""


def holder_fault(since: date | None, seat_since: date | None) -> str:
    """Why nobody holds a seat since this day; nothing when one may, or a day is unknown."""
    if since is None or seat_since is None or since >= seat_since:
        return ""
    return _("Le siège n’existait pas encore : corrigez cette date.")
