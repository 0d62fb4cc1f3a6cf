"""The posture of an actor on a subject, with the fact that shows it."""

from maillage.foundation.accounts.models import User
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.services import Seen, keep_reading, write_readings
from maillage.ground.actors.sources.models import Source
from maillage.ground.actors.subjects.models import Subject
from maillage.ground.actors.subjects.services import cooperation_subject

TOPIC = "postures"


def record_posture(
    *, author: User, posture: Posture, source: Source, seen: Seen[Posture], subject: Subject | None
) -> Posture:
    """The posture, kept after those of its place; without a subject, it is on the cooperation.

    Raises RivalReadingError, PersonReadingError and SecondHandError; nothing is kept then.
    """
    with write_readings(author, posture.cooperation, TOPIC):
        posture.subject = subject or cooperation_subject(cooperation=posture.cooperation)
        return keep_reading(author=author, reading=posture, source=source, seen=seen)
