"""What is owed is written, sent with its proof, waived; a yearly duty opens the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from maillage.core.days import later
from maillage.core.parts import set_parts
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import (
    LONGEST_ACT,
    LONGEST_LABEL,
    LONGEST_REMINDER,
    Duty,
    DutyPiece,
)

TOPIC = "duties"
File = UploadedFile[bytes]


def add_duty(*, access: Access, duty: Duty, organisations: Iterable[Organisation]) -> Duty:
    """The duty, with the structures that owe a piece for it."""
    with journal.write_by(access, TOPIC):
        return keep_duty(access, duty, organisations)


def add_duties(*, access: Access, duties: Iterable[Duty]) -> list[Duty]:
    """The duties of a calendar, in one gesture."""
    with journal.write_by(access, TOPIC):
        return [keep_duty(access, one, ()) for one in duties]


def edit_duty(
    *, access: Access, duty: Duty, read: int, organisations: Iterable[Organisation]
) -> Duty:
    """The duty with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, TOPIC):
        claim_version(duty, read)
        return keep_duty(access, duty, organisations)


def keep_duty(access: Access, duty: Duty, organisations: Iterable[Organisation]) -> Duty:
    """The duty, written with its pieces; inside journal.write only.

    A piece that came already stays, whoever is ticked.
    """
    duty.cooperation = access.cooperation
    if not duty.author_id:
        duty.author = access.user
    duty.save()
    not_come = Q(received_on__isnull=True)
    set_parts(duty.pieces, "organisation", organisations, removable=not_come)
    return duty


@dataclass(frozen=True)
class Sending:
    """When something due was sent, how, and what proves it."""

    on: date
    how: str = ""
    receipt_number: str = ""
    file: File | None = None


def send_duty(*, access: Access, duty: Duty, read: int, sending: Sending) -> Duty:
    """The duty, sent; a yearly one opens that of the next year, with the same who owe a piece.

    DocumentRefusedError, and nothing written, when the proof is refused.
    """
    with journal.write_by(access, TOPIC):
        claim_version(duty, read)
        duty.done_on, duty.done_how = sending.on, sending.how
        duty.receipt_number = sending.receipt_number
        duty.waived_on, duty.waived_why = None, ""
        if sending.file is not None:
            duty.receipt = _attach(access, duty, sending.file, duty.funder_id)
        duty.save()
        if duty.is_yearly and duty.due_on and not duty.followers.exists():
            _open_next(access, duty, duty.due_on)
    return duty


def waive_duty(*, access: Access, duty: Duty, read: int, on: date, why: str) -> Duty:
    """The duty that nobody waits for any more, and why."""
    with journal.write_by(access, TOPIC):
        claim_version(duty, read)
        duty.waived_on, duty.waived_why = on, why
        duty.done_on, duty.done_how, duty.receipt_number = None, "", ""
        duty.save()
    return duty


def reopen_duty(*, access: Access, duty: Duty, read: int) -> Duty:
    """The duty, owed again: it was sent or waived by mistake."""
    with journal.write_by(access, TOPIC):
        claim_version(duty, read)
        duty.done_on, duty.done_how, duty.receipt_number = None, "", ""
        duty.waived_on, duty.waived_why = None, ""
        duty.save()
    return duty


def receive_piece(
    *, access: Access, piece: DutyPiece, on: date, note: str, file: File | None = None
) -> DutyPiece:
    """The piece that a structure gave, on its day.

    DocumentRefusedError, and nothing written, when its file is refused.
    """
    with journal.write_by(access, TOPIC):
        piece.received_on, piece.note = on, note
        piece.expected_on, piece.told_by = None, ""
        if file is not None:
            piece.attachment = _attach(access, piece.duty, file, piece.organisation_id)
        piece.save()
    return piece


def _attach(access: Access, duty: Duty, file: File, organisation: int | None) -> Attachment:
    """The file, on the sheet of the structure that gives it or receives it."""
    return attach(
        access=access,
        file=file,
        visibility=duty.visibility,
        kind="organisation" if organisation else "",
        number=organisation,
    )


def _open_next(access: Access, duty: Duty, due_on: date) -> None:
    following = Duty(
        author=duty.author,
        visibility=duty.visibility,
        follows=duty,
        is_yearly=True,
        due_on=later(due_on, 1),
        opens_on=later(duty.opens_on, 1) if duty.opens_on else None,
        label=label_of_next(duty.label, due_on.year),
        **{name: getattr(duty, name) for name in REPEATED},
    )
    organisations = Organisation.objects.filter(pk__in=duty.pieces.values("organisation"))
    keep_duty(access, following, organisations)


REPEATED = (
    *("kind", "about", "funder", "scheme", "responsible", "source_act", "article", "consequence"),
    *("at_stake_cents", "reminder"),
)


def label_of_next(label: str, year: int) -> str:
    """The name of the duty of the next year: the years it names move on with its day.

    >>> label_of_next("Bilan 2025", 2026)
    'Bilan 2026'
    """
    for written in (year + 1, year, year - 1):
        label = label.replace(str(written), str(written + 1))
    return label


@dataclass(frozen=True)
class Origin:
    """What makes a duty by itself: the key of its sheet, what is owed, to whom and by whom.

    `reminder` is how many days before it is recalled, unless somebody said otherwise.
    """

    key: str
    kind: DutyKind
    label: str
    due_on: date | None
    scheme: int | None = None
    funder: int | None = None
    source_act: str = ""
    article: str = ""
    at_stake_cents: int | None = None
    owed_by: int | None = None
    reminder: int | None = None


def keep_origin(cooperation: Cooperation, author: User, origin: Origin) -> Duty | None:
    """The duty of a record that makes its own, on its day; none any more when it has no day.

    One for each kind of duty that a record makes. What was sent or waived stays as it was; inside
    journal.write only.
    """
    made = Duty.objects.filter(cooperation=cooperation, origin=origin.key, kind=origin.kind)
    duty = made.filter(done_on__isnull=True, waived_on__isnull=True).order_by("pk").last()
    if origin.due_on is None:
        if duty is not None:
            duty.delete()
        return None
    if duty is None:
        if made.filter(due_on=origin.due_on).exists():
            return None
        duty = Duty(
            cooperation=cooperation, author=author, visibility=Visibility.TEAM, origin=origin.key
        )
    duty.kind, duty.due_on = origin.kind, origin.due_on
    duty.label = origin.label[:LONGEST_LABEL]
    duty.scheme_id, duty.funder_id = origin.scheme, origin.funder or duty.funder_id
    duty.source_act = origin.source_act[:LONGEST_ACT] or duty.source_act
    duty.article = origin.article or duty.article
    if origin.at_stake_cents is not None:
        duty.at_stake_cents = origin.at_stake_cents
    if duty.opens_on and duty.opens_on > origin.due_on:
        duty.opens_on = None
    is_new = duty.pk is None
    if is_new and origin.reminder is not None:
        duty.reminder = min(origin.reminder, LONGEST_REMINDER)
    duty.save()
    if is_new and origin.owed_by:
        DutyPiece.objects.create(duty=duty, organisation_id=origin.owed_by)
    return duty
