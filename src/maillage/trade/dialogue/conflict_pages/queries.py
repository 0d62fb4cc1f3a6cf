"""What is known of one conflict, for this reader?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.actors.models import Source
from maillage.trade.dialogue.compromises.models import Compromise
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party
from maillage.trade.dialogue.conflicts.queries import members_among, parties_of


@dataclass(frozen=True)
class ConflictSheet:
    """All that is known of one conflict."""

    conflict: Conflict
    parties: Sequence[Party]
    present: frozenset[int]
    heats: Sequence[ConflictHeat]
    readable_sources: frozenset[int]
    compromises: Sequence[Compromise]
    today: date
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def conflict_sheet(access: Access, conflict: Conflict, today: date) -> ConflictSheet:
    """The sheet of a conflict read by `with_parties`, in a constant number of queries."""
    parties = parties_of(conflict)
    heats = ConflictHeat.objects.filter(conflict=conflict).select_related("source", "recorded_by")
    conflict_heats = list(heats)
    sources = Source.objects.visible_to(access).filter(
        pk__in=[one.source_id for one in conflict_heats]
    )
    rows = Conflict.objects.filter(pk=conflict.pk)
    also = rows, Party.objects.filter(conflict=conflict.pk)
    return ConflictSheet(
        conflict=conflict,
        parties=parties,
        present=members_among(access, [one.actor.organisation_id for one in parties]),
        heats=conflict_heats,
        readable_sources=frozenset(sources.values_list("pk", flat=True)),
        compromises=list(Compromise.objects.visible_to(access).filter(conflict=conflict)),
        today=today,
        gestures=history(access, f"conflict:{conflict.pk}", also=also),
    )
