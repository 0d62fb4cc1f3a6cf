"""What did somebody send after their session had ended? It waits for them, one hour.

Passwords and files are never kept, and the visitor's own session holds the rest. The form is only
shown again: its owner sends it, to the address it was first sent to, which is one of ours.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils import timezone

from maillage.core.typed import Pairs, typed_texts

NAME = "kept_form"
LONGEST = 200_000
KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class KeptForm:
    """A form that waits: where it was sent, and the fields it carried."""

    address: str
    pairs: Pairs
    sent_at: str

    @property
    def texts(self) -> list[str]:
        """What was typed in it."""
        return typed_texts(self.pairs)

    def is_recent(self, now: datetime) -> bool:
        """Whether it was sent less than an hour ago."""
        return now - datetime.fromisoformat(self.sent_at) < KEPT_FOR


def keep(request: HttpRequest, pairs: Pairs) -> bool:
    """Whether the form could be kept: not too heavy, and not too many from one address."""
    if sum(len(name) + len(value) for name, value in pairs) > LONGEST:
        return False
    if not ratelimit.consume(request, action="keep_form"):
        return False
    sent = KeptForm(request.get_full_path(), pairs, timezone.now().isoformat())
    request.session[NAME] = asdict(sent)
    return True


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form that waits in this session, or None."""
    held = request.session.get(NAME)
    if held is None:
        return None
    kept = KeptForm(**held)
    return kept if kept.is_recent(timezone.now()) else None


def forget(request: HttpRequest) -> None:
    """Nothing waits any more."""
    request.session.pop(NAME, None)
