"""Why is a file not kept? A sentence for who sent it."""

from django.utils.translation import gettext as _

HEAVIEST = 5_000_000


class DocumentRefusedError(Exception):
    """The file is not kept; the message says why and what to do."""


def room_fault(weight: int, most: int) -> str:
    """Why a cooperation keeps no more files; nothing while their weight is within its room."""
    if weight <= most:
        return ""
    return _("La coopération n’a plus de place pour ce fichier : retirez d’abord un document.")


def weight_fault(size: int) -> str:
    """Why a template is too heavy; nothing when it is not."""
    return _("Ce modèle pèse plus de 5 Mo : allégez ses images.") if size > HEAVIEST else ""


def damaged_document() -> DocumentRefusedError:
    """The refusal of a file that cannot be opened."""
    return DocumentRefusedError(
        _("Ce document est abîmé : ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le.")
    )
