"""Which link lets a reader stop their reminders without signing in?

The token is the user's number, signed for this purpose alone; it never expires, since one must be
able to stop from the oldest letter. It opens nothing and shows nothing of anybody.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse


def stop_token(user_id: int) -> str:
    """The token that stops this user's reminders."""
    return _signer().sign(str(user_id))


def user_to_stop(token: str) -> int | None:
    """The number of the user whose reminders this token stops, or None when we did not make it."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None


def stop_url(user_id: int) -> str:
    """The full address that stops this user's reminders."""
    return settings.PUBLIC_ADDRESS + reverse("mail:stop", args=[stop_token(user_id)])


def _signer() -> Signer:
    return Signer(sep="~", salt="maillage.stop_reminders")
