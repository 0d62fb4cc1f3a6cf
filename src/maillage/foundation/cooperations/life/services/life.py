"""Closing a cooperation, and opening it again."""

from contextlib import AbstractContextManager

from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.spaces.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change


def _written(author: User, cooperation: Cooperation) -> AbstractContextManager[Change]:
    return journal.write(
        author,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic="cooperation",
    )


def close_cooperation(*, author: User, cooperation: Cooperation, reason: str) -> Cooperation:
    """The cooperation, closed now: everybody reads it, nobody writes in it.

    One that is closed already keeps its date and its reason.
    """
    with _written(author, cooperation):
        held = Cooperation.objects.get(pk=cooperation.pk)
        if held.is_closed:
            return held
        claim_version(held, held.version)
        held.closed_at, held.closing_reason = timezone.now(), reason
        held.save(update_fields=["closed_at", "closing_reason"])
    return held


def reopen_cooperation(*, author: User, cooperation: Cooperation) -> Cooperation:
    """The cooperation, open to writing again; the journal keeps why it had been closed."""
    with _written(author, cooperation):
        held = Cooperation.objects.get(pk=cooperation.pk)
        claim_version(held, held.version)
        held.closed_at, held.closing_reason = None, ""
        held.save(update_fields=["closed_at", "closing_reason"])
    return held
