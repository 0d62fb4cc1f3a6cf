"""Keeping the content of a file that was sent."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.rules import DocumentRefusedError


def stored_name(file: UploadedFile[bytes]) -> str:
    """The name under which the file is kept; DocumentRefusedError when the disk refuses it."""
    file.seek(0)
    try:
        return store.keep(file.chunks())
    except OSError as error:
        raise DocumentRefusedError(
            _(
                "Le fichier n’a pas pu être gardé : le disque du serveur est plein, ou fermé à "
                "l’écriture. Prévenez l’administration."
            )
        ) from error
