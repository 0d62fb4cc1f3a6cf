"""Makes changes and audit entries for tests."""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal.models import Change, Fingerprint, LogEntry, Seal
from tests.foundation.cooperations.makers import make_workspace


def make_change(*, workspace: Workspace | None = None, topic: str = "organisations") -> Change:
    """A gesture on the workspace's directory."""
    return Change.objects.create(workspace_id=(workspace or make_workspace()).pk, topic=topic)


def make_log_entry(*, action: int = LogEntry.Action.UPDATE) -> LogEntry:
    """An audit entry about users in general."""
    entry: LogEntry = LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(User),
        object_pk="1",
        object_repr="Hélène Marchadier",
        action=action,
        changes={},
    )
    return entry


def make_fingerprint(*, entry: LogEntry | None = None) -> Fingerprint:
    """The fingerprint of an entry, whatever it says."""
    return Fingerprint.objects.create(
        entry=entry or make_log_entry(), salt="sel", values_digest="0" * 64
    )


def make_seal(*, day: date = date(2026, 11, 1)) -> Seal:
    """The seal of a day without entries."""
    return Seal.objects.create(day=day, digest="0" * 64, entries=0)
