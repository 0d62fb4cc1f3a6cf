"""Choosing how often one is reminded, and remembering what was told."""

from django.db import transaction

from maillage.foundation.mail.choices import Every
from maillage.foundation.mail.models import Rhythm


def choose_rhythm(*, user_id: int, every: str) -> Rhythm:
    """The user's rhythm, from now."""
    with transaction.atomic():
        rhythm, _made = Rhythm.objects.update_or_create(
            user_id=user_id, defaults={"every": every, "slot": ""}
        )
    return rhythm


def stop_reminders(*, user_id: int) -> Rhythm:
    """The user's rhythm, which is now never; letters that answer a gesture of theirs still come."""
    return choose_rhythm(user_id=user_id, every=Every.NEVER)


def claim_slot(rhythm: Rhythm, *, slot: str, told_entry: int, lines: list[str]) -> bool:
    """Whether this slot is ours to tell: another worker may have told it meanwhile.

    Inside the transaction that writes the letter.
    """
    row, _made = Rhythm.objects.get_or_create(user_id=rhythm.user_id)
    same = Rhythm.objects.filter(pk=row.pk, slot=rhythm.slot).exclude(every=Every.NEVER)
    return bool(same.update(slot=slot, told_entry=told_entry, told=lines))
