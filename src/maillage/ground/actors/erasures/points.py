"""Which readings of people end by themselves?"""

from datetime import datetime

from django.utils import timezone

from maillage.core.chores import chores
from maillage.ground.actors.erasures.services import erase_expired_readings


@chores.answer
def readings_of_people_end(now: datetime) -> list[str]:
    """Erases what was read of people, past the day that was said."""
    count = erase_expired_readings(timezone.localdate(now))
    return [f"jeu d’acteurs : {count} lectures effacées à leur date"] if count else []
