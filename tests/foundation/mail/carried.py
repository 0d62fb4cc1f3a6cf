"""What has left once the minute has passed."""

from collections.abc import Sequence

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from maillage.foundation.mail.services import send_due_letters


def sent_messages() -> Sequence[EmailMessage]:
    """The messages sent in this test, once those that wait have been carried."""
    send_due_letters(timezone.now())
    return mail.outbox
