"""What does whoever answered by link keep of it: on paper, and by mail when there is an address?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.core.stale import typed_words
from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.questions.fields import SIGNATURES
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.queries import letters_by_key
from maillage.foundation.mail.services import Draft, write_letter

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A question, what was answered to it by link, by whom and when, line by line."""

    link: AnswerLink
    at: datetime
    by: str
    lines: Sequence[Fact]

    @property
    def key(self) -> str:
        """The key of the one letter that brings it; the same answer on the same day is one."""
        words = repr((self.at.date(), self.by, *self.lines))
        return f"receipt:{self.link.pk}:{sha256(words.encode()).hexdigest()[:16]}"


def receipt_of(
    link: AnswerLink, form: forms.BaseForm, answered: Iterable[str], facts: Sequence[Fact]
) -> Receipt:
    """What was typed in the fields that make the answer, after what the question was about."""
    bound = [form[name] for name in answered if name in form.fields]
    lines = [(str(one.label), words) for one in bound if (words := typed_words(one))]
    return Receipt(link, timezone.localtime(), _signature(form), [*facts, *lines])


def visible_names(form: forms.BaseForm) -> list[str]:
    """The fields that one sees, but the signature."""
    return [one.name for one in form.visible_fields() if one.name not in SIGNATURES]


def _signature(form: forms.BaseForm) -> str:
    """The name recorded with the answer."""
    values = getattr(form, "cleaned_data", {})
    return str(values.get("said_by") or values.get("told_by") or "")


def send_receipt(receipt: Receipt) -> None:
    """Writes the letter that brings the receipt to the address of the link, when it has one."""
    link = receipt.link
    if not link.email:
        return
    write_letter(
        Draft(
            key=receipt.key,
            kind=Kind.ANSWER,
            to=link.email,
            subject=_("Votre réponse : %(about)s") % {"about": link.about},
            text=letter_text("cooperations/letters/receipt.txt", {"receipt": receipt}),
            workspace_id=link.cooperation.workspace_id,
        )
    )


def letter_of(receipt: Receipt) -> Letter | None:
    """The letter that brings this receipt, or None when none was written."""
    if not receipt.link.email:
        return None
    return letters_by_key([receipt.key]).get(receipt.key)
