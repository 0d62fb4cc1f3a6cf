"""Writing a letter in the transaction of what causes it; it leaves later, or never in vain."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter to write: `key` makes it the only one, `to` is its one address."""

    key: str
    kind: str
    to: str
    subject: str
    text: str
    stop_url: str = ""
    workspace_id: int | None = None
    files: Sequence[File] = ()


def write_letter(draft: Draft) -> Letter:
    """The letter of this key, written now, or the one that was written before."""
    write_letters([draft])
    return Letter.objects.get(key=draft.key)


def write_letters(drafts: Sequence[Draft]) -> list[Letter]:
    """The letters written now that will leave, in as many queries for forty as for one.

    A key that was written before writes nothing, unless its letter was not sent for want of mail
    alone, and mail is set now.
    """
    if not drafts:
        return []
    now, keys = timezone.now(), [draft.key for draft in drafts]
    rows = [_row(draft, now) for draft in drafts]
    files = {row.mark: draft.files for row, draft in zip(rows, drafts, strict=True)}
    with transaction.atomic():
        if is_set():
            Letter.objects.filter(key__in=keys, state=State.UNSET).delete()
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        waiting = Letter.objects.filter(key__in=keys, state=State.WAITING).order_by("pk")
        written = [letter for letter in waiting if letter.mark in files]
        _enclose({letter.pk: files[letter.mark] for letter in written})
    return written


def _row(draft: Draft, now: datetime) -> Letter:
    """The letter to insert, its subject on one line: what was typed cannot add a header.

    Without mail, or to what is no address, it is empty, with the reason.
    """
    state, reason = _first_state(draft.to)
    content = {
        "subject": " ".join(draft.subject.split())[:250],
        "text": draft.text,
        "stop_url": draft.stop_url,
    }
    return Letter(
        key=draft.key,
        kind=draft.kind,
        to=draft.to[:254],
        workspace_id=draft.workspace_id,
        created_at=now,
        next_try=now,
        state=state,
        said=reason,
        **(content if state == State.WAITING else EMPTIED),
    )


def _enclose(files: Mapping[int, Sequence[File]]) -> None:
    """Writes the files of these letters, by the number of each."""
    Enclosure.objects.bulk_create(
        Enclosure(
            letter_id=number,
            name=file.name,
            media=file.media,
            content=b64encode(file.content).decode("ascii"),
        )
        for number, enclosed in files.items()
        for file in enclosed
    )


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
    sentence = _("Retirée avant son départ.")
    ended = {"state": State.FAILED, "said": sentence, "claimed_at": None}
    gone = waiting.update(tries=F("tries") + 1, **ended, **EMPTIED)
    if gone:
        Enclosure.objects.filter(letter__key=key).delete()
    return bool(gone)


def hold_back_restored() -> int:
    """How many letters waited in a backup that comes back: they may have left since it was made.

    They are not sent a second time: who wrote them reads so, and writes again.
    """
    waiting = Letter.objects.filter(state=State.WAITING)
    Enclosure.objects.filter(letter__in=waiting).delete()
    reason = _("Elle attendait dans la sauvegarde restaurée : elle est peut-être partie depuis.")
    return waiting.update(state=State.INTERRUPTED, said=reason, claimed_at=None, **EMPTIED)


def empty_old_letters(now: datetime) -> int:
    """Forget to whom the letters ended a month ago went; returns how many.

    Their keys stay: no clock brings a letter twice.
    """
    old = Letter.objects.filter(created_at__lt=now - KEPT).exclude(to="")
    return old.exclude(state=State.WAITING).update(to="", said="", **EMPTIED)
