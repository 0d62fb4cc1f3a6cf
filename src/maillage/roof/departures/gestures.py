"""What does the journal of a cooperation tell an officer who takes it out?"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.life.queries import visible_models
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.models import LogEntry

WORDS = {
    LogEntry.Action.CREATE: "ajout",
    LogEntry.Action.UPDATE: "modification",
    LogEntry.Action.DELETE: "retrait",
}
HEADERS = ("le", "par", "geste", "sur", "nom")


def gesture_rows(access: Access) -> Iterator[list[Value]]:
    """When, who, what and on what; confidential records are told by themselves alone."""
    hidden = ContentType.objects.get_for_models(*visible_models()).values()
    entries = (
        LogEntry.objects.filter(cooperation_id=access.cooperation_id, action__in=WORDS)
        .exclude(content_type__in=hidden)
        .select_related("actor", "content_type", "change")
        .order_by("pk")
    )
    for entry in entries.iterator(chunk_size=500):
        model = entry.content_type.model_class()
        yield [
            entry.timestamp,
            (entry.change.via if entry.change else "") or str(entry.actor or "Maillage"),
            WORDS[entry.action],
            str(model._meta.verbose_name) if model else "",
            entry.object_repr,
        ]
