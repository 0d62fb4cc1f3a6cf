"""How do the letters of the sign-in library leave? By the outbox: a dead server loses none."""

from django.utils.crypto import get_random_string

from maillage.foundation.accounts.adapter import ClosedAccountAdapter
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import send_now, write_letter


class PostedAccountAdapter(ClosedAccountAdapter):
    """The library's behaviour; its letters are tried at once, then as all others."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Write the letter and try it."""
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        letter = write_letter(
            key=f"account:{get_random_string(30)}",
            kind=Kind.ACCOUNT,
            to=email,
            subject=message.subject,
            text=message.body,
        )
        send_now(letter)
