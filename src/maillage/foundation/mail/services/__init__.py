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
from maillage.foundation.mail.services.rhythms import choose_rhythm, remember_told, stop_reminders
from maillage.foundation.mail.services.sending import send_due_letters

__all__ = [
    "Draft",
    "File",
    "choose_rhythm",
    "empty_old_letters",
    "hold_back_restored",
    "remember_told",
    "send_due_letters",
    "stop_reminders",
    "withdraw_letter",
    "write_letter",
    "write_letters",
]
