"""How do the letters of the sign-in library leave? By the outbox: a dead server loses none."""

from django.utils.crypto import get_random_string

from maillage.foundation.accounts.adapter import ClosedAccountAdapter
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letter


class PostedAccountAdapter(ClosedAccountAdapter):
    """The library's behaviour; its letters leave as all others."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Write the letter, which leaves with the others."""
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        write_letter(
            Draft(
                key=f"account:{get_random_string(30)}",
                kind=Kind.ACCOUNT,
                to=email,
                subject=message.subject,
                text=message.body,
            )
        )
