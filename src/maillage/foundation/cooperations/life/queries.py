"""What did somebody write for themselves alone, in every room? What carries the level `me`."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.records.models import VisibleRecord, visible_records
from maillage.foundation.cooperations.spaces.models import Access


def visible_models() -> list[type[VisibleRecord]]:
    """Every model whose records say who reads them, in a constant order.

    Those on which others rest come after them: what is told goes before its source.
    """
    visible_record_classes = visible_records.ask()
    models = {
        field.related_model
        for model in visible_record_classes
        for field in model._meta.get_fields()
        if field.many_to_one
    }
    return sorted(
        visible_record_classes, key=lambda model: (model in models, model._meta.label_lower)
    )


def private_records(access: Access) -> Iterator[QuerySet[VisibleRecord]]:
    """What the holder of this access wrote for themselves, one queryset for each model."""
    for model in visible_models():
        yield model._base_manager.filter(
            visibility=Visibility.ME, author=access.user_id, cooperation=access.cooperation_id
        )


def count_private(access: Access) -> int:
    """How many records the holder of this access wrote for themselves."""
    return sum(rows.count() for rows in private_records(access))


def abandoned_records(before: datetime) -> Iterator[QuerySet[VisibleRecord]]:
    """What was written by people who left before that moment and are not back, for each model."""
    still_here = Q(ended_at__isnull=True) | Q(ended_at__gte=before)
    accesses = Access.objects.filter(
        still_here, user=OuterRef("author"), cooperation=OuterRef("cooperation")
    )
    ever = Access.objects.filter(user=OuterRef("author"), cooperation=OuterRef("cooperation"))
    for model in visible_models():
        yield model._base_manager.filter(
            Exists(ever), ~Exists(accesses), visibility=Visibility.ME
        ).select_related("cooperation")
