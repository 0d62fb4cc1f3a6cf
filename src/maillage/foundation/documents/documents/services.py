"""Attaching a file, and removing it."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.models import Attachment
from maillage.foundation.documents.files.queries import weight_of
from maillage.foundation.documents.files.rules import (
    DocumentRefusedError,
    media_of,
    room_fault,
    safe_name,
)
from maillage.foundation.documents.files.services import stored_name
from maillage.foundation.journal import services as journal

MEGABYTE = 1_000_000


def attach(
    *,
    access: Access,
    file: UploadedFile[bytes],
    visibility: str,
    kind: str = "",
    number: int | None = None,
) -> Attachment:
    """The document, its file kept; DocumentRefusedError, and nothing kept, when it is refused."""
    attachment = Attachment(
        cooperation=access.cooperation,
        author=access.user,
        visibility=visibility,
        kind=kind,
        number=number,
    )
    return _attached(attachment, file, access.user)


def attach_by_link(
    *,
    link: AnswerLink,
    file: UploadedFile[bytes],
    visibility: str,
    kind: str,
    number: int,
    via: str,
) -> Attachment:
    """The document that came by a link, under the name of whoever sent the link; `via` gave it.

    DocumentRefusedError, and nothing kept, when it is refused.
    """
    attachment = Attachment(
        cooperation=link.cooperation,
        author=link.author,
        visibility=visibility,
        kind=kind,
        number=number,
    )
    return _attached(attachment, file, None, via)


def _attached(
    attachment: Attachment, file: UploadedFile[bytes], author: User | None, via: str = ""
) -> Attachment:
    attachment.name, attachment.size = safe_name(file.name or ""), file.size or 0
    _check_size(attachment.size)
    attachment.media = media_of(file.name or "", file)
    attachment.stored = stored_name(file)
    try:
        _record(attachment, author, via)
    except BaseException:
        store.forget(attachment.stored)
        raise
    return attachment


def _check_size(size: int) -> None:
    if not size:
        raise DocumentRefusedError(_("Ce fichier est vide."))
    if size > settings.DOCUMENT_SIZE:
        raise DocumentRefusedError(
            _("Ce fichier pèse plus de %(most)s Mo : allégez-le, ou envoyez-en une partie.")
            % {"most": settings.DOCUMENT_SIZE // MEGABYTE}
        )


def _record(attachment: Attachment, author: User | None, via: str) -> None:
    """Writes the record if the cooperation has room left for it."""
    cooperation = attachment.cooperation
    with journal.write_in(author, cooperation, "documents", via):
        weight = weight_of(cooperation.pk) + attachment.size
        if why := room_fault(weight, settings.DOCUMENTS_QUOTA):
            raise DocumentRefusedError(why)
        attachment.save()


def remove(*, access: Access, attachment: Attachment) -> None:
    """Removes the document, its file, and what the journal told of its name."""
    number, stored = attachment.pk, attachment.stored
    with journal.write_by(access, "documents"):
        attachment.delete()
        journal.forget(Attachment, number)
        transaction.on_commit(lambda: store.forget(stored))
