"""What may not be written of a scheme, in the form and in a table alike?"""

from datetime import date, timedelta

from maillage.core.days import ENDS_FIRST
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.context.choices import SchemeKind, SchemeState
from maillage.trade.context.schemes.models import ALERT, ONE_OF_OURS, Scheme

LONG_ALERTS = {SchemeKind.PAT: 12}


def usual_alert(kind: str) -> int:
    """How many months before its end a scheme of this kind is to be prepared again."""
    return LONG_ALERTS.get(SchemeKind(kind), ALERT)


def following_scheme(cooperation: Cooperation, former: Scheme | None) -> Scheme:
    """A scheme to write: like the one it follows, being prepared, from the day after its end."""
    if former is None:
        return Scheme(cooperation=cooperation)
    return Scheme(
        cooperation=cooperation,
        kind=former.kind,
        holder=former.holder,
        alert=former.alert,
        is_own=former.is_own,
        state=SchemeState.PREPARED,
        start_on=former.end_on + timedelta(days=1) if former.end_on else None,
    )


def end_fault(start: date | None, end: date | None) -> str:
    """Why a scheme cannot end that day; nothing when it can."""
    return str(ENDS_FIRST) if start and end and end < start else ""


def own_fault(scheme: Scheme, *, is_own: bool, state: str) -> str:
    """Why this cannot be the scheme of the cooperation; nothing when it can."""
    if not is_own or state != SchemeState.IN_FORCE:
        return ""
    others = Scheme.objects.filter(
        cooperation=scheme.cooperation_id, is_own=True, state=SchemeState.IN_FORCE
    ).exclude(pk=scheme.pk)
    return str(ONE_OF_OURS) if others.exists() else ""
