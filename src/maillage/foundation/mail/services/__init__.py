"""Writing letters, sending them, choosing a rhythm."""

from maillage.foundation.mail.services.outbox import (
    File,
    empty_old_letters,
    withdraw_letter,
    write_letter,
)
from maillage.foundation.mail.services.rhythms import choose_rhythm, remember_told, stop_reminders
from maillage.foundation.mail.services.sending import send_due_letters, send_now, send_test

__all__ = [
    "File",
    "choose_rhythm",
    "empty_old_letters",
    "remember_told",
    "send_due_letters",
    "send_now",
    "send_test",
    "stop_reminders",
    "withdraw_letter",
    "write_letter",
]
