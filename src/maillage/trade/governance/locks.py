"""Which sheets of governance are closed to any change?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.documents.documents.points import locks
from maillage.trade.governance.meetings.queries.meetings import meetings


@locks.answer
def locked_meeting(reader: Reader, kind: str, number: int) -> Sequence[str]:
    """A meeting whose record is validated takes no paper any more, and loses none; one query."""
    if kind != "meeting":
        return ()
    locked = meetings(as_access(reader)).filter(pk=number, validated_on__isnull=False).first()
    if locked is None or locked.validated_on is None:
        return ()
    day = french.long_date(locked.validated_on)
    said = _(
        "Le relevé de cette séance est validé depuis le %(day)s : ses pièces ne changent plus."
    )
    return (said % {"day": day},)
