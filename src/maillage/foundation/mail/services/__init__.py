"""Writing letters, sending them, choosing a rhythm."""

from maillage.foundation.mail.services.outbox import (
    Draft,
    File,
    empty_old_letters,
    hold_back_restored,
    withdraw_letter,
    write_letter,
    write_letters,
)
from maillage.foundation.mail.services.rhythms import choose_rhythm, claim_slot, stop_reminders
from maillage.foundation.mail.services.sending import send_due_letters

__all__ = [
    "Draft",
    "File",
    "choose_rhythm",
    "claim_slot",
    "empty_old_letters",
    "hold_back_restored",
    "send_due_letters",
    "stop_reminders",
    "withdraw_letter",
    "write_letter",
    "write_letters",
]
