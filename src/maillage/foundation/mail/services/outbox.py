"""Writing a letter in the transaction of what causes it; it leaves later, or never in vain."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import State
from maillage.foundation.mail.models import Enclosure, Letter

KEPT = timedelta(days=30)
EMPTIED = {"subject": "", "text": "", "stop_url": ""}


@dataclass(frozen=True)
class File:
    """A file to enclose: its name, its media type with its parameters, its bytes."""

    name: str
    media: str
    content: bytes


def write_letter(
    *,
    key: str,
    kind: str,
    to: str,
    subject: str,
    text: str,
    stop_url: str = "",
    workspace_id: int | None = None,
    files: Sequence[File] = (),
) -> Letter:
    """The letter of this key, written now, or the one that was written before.

    The subject is kept on one line: what was typed cannot add a header. Without mail, or to what
    is no address, the letter is kept empty, with its reason.
    """
    now = timezone.now()
    state, said = _first_state(to)
    kept = {"subject": " ".join(subject.split())[:250], "text": text, "stop_url": stop_url}
    with transaction.atomic():
        letter, is_made = Letter.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "to": to[:254],
                "workspace_id": workspace_id,
                "created_at": now,
                "next_try": now,
                "state": state,
                "said": said,
                **(kept if state == State.WAITING else EMPTIED),
            },
        )
        if is_made and state == State.WAITING:
            _enclose(letter, files)
    return letter


def _enclose(letter: Letter, files: Sequence[File]) -> None:
    for one in files:
        content = b64encode(one.content).decode("ascii")
        Enclosure.objects.create(letter=letter, name=one.name, media=one.media, content=content)


def _first_state(to: str) -> tuple[State, str]:
    try:
        validate_email(to)
    except ValidationError:
        return State.FAILED, _("Ce n’est pas une adresse de courriel.")
    if not is_set():
        return State.UNSET, _("Le courriel n’est pas réglé sur cette installation.")
    return State.WAITING, ""


def withdraw_letter(key: str) -> bool:
    """Whether the letter still waited: it will not leave."""
    waiting = Letter.objects.filter(key=key, state=State.WAITING, handed_at__isnull=True)
    said = _("Retirée avant son départ.")
    gone = waiting.update(state=State.FAILED, said=said, tries=F("tries") + 1, **EMPTIED)
    if gone:
        Enclosure.objects.filter(letter__key=key).delete()
    return bool(gone)


def empty_old_letters(now: datetime) -> int:
    """Forget to whom the letters ended a month ago went; returns how many.

    Their keys stay: no clock brings a letter twice.
    """
    old = Letter.objects.filter(created_at__lt=now - KEPT).exclude(to="")
    return old.exclude(state=State.WAITING).update(to="", said="", **EMPTIED)
