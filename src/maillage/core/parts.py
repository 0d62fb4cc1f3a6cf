"""The parts of a record that point to others: those that are wanted, and no other."""

from collections.abc import Iterable

from django.db.models import Manager, Model, Q


def set_parts(
    parts: Manager[Model], column: str, wanted: Iterable[Model], *, removable: Q | None = None
) -> None:
    """Adds the parts that lack, one for each record wanted; removes the others.

    A part that is not `removable` stays. Inside a write.
    """
    record_by_number = {one.pk: one for one in wanted}
    left = parts.exclude(**{f"{column}__in": record_by_number})
    for part in left.filter(removable) if removable else left:
        part.delete()
    present = set(parts.values_list(column, flat=True))
    for number, record in record_by_number.items():
        if number not in present:
            parts.create(**{column: record})
