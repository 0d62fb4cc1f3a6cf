"""How do the letters of the sign-in library leave? By the outbox: a dead server loses none."""

from allauth.core import ratelimit
from django.db import transaction
from django.utils.crypto import get_random_string

from maillage.foundation.accounts.adapter import ClosedAccountAdapter
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letter

UNKNOWN_ACCOUNT = "account/email/unknown_account"


class PostedAccountAdapter(ClosedAccountAdapter):
    """The library's behaviour; its letters leave as all others."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Writes the letter, which leaves with the others.

        A stranger receives three a day. The fourth is written, then undone: it takes as long, and
        nobody sees whose address has an account.
        """
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        draft = Draft(
            key=f"account:{get_random_string(30)}",
            kind=Kind.ACCOUNT,
            to=email,
            subject=message.subject,
            text=message.body,
        )
        is_in_time = ratelimit.consume(self.request, action="unknown_account", key=_mailbox(email))
        with transaction.atomic():
            write_letter(draft)
            if template_prefix == UNKNOWN_ACCOUNT and not is_in_time:
                transaction.set_rollback(True)


def _mailbox(email: str) -> str:
    """The mailbox that an address leads to, whatever follows its +."""
    name, _at, domain = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
