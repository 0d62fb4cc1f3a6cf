"""The words of an import."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """Where an import stands."""

    READING = "reading", _("première lecture en cours")
    COLUMNS = "columns", _("colonnes à choisir")
    CHECKING = "checking", _("lecture en cours")
    CHECK = "check", _("à vérifier")
    WAITING = "waiting", _("en attente")
    RUNNING = "running", _("en cours")
    DONE = "done", _("fait")
    FAILED = "failed", _("arrêté")
    UNDOING = "undoing", _("annulation en cours")
    UNDONE = "undone", _("annulé")


class ImportStep(TextChoices):
    """What a running import is doing."""

    OPENING = "opening", _("ouverture du fichier")
    READING = "reading", _("lecture du fichier")
    MATCHING = "matching", _("rapprochement avec l’annuaire")
    WRITING = "writing", _("enregistrement")
    REMOVING = "removing", _("retrait de ce qui a été créé")


OPEN_STATES = (ImportState.COLUMNS, ImportState.CHECK)
FORGETTABLE = (*OPEN_STATES, ImportState.FAILED, ImportState.UNDONE)
BUSY_STATES = (
    ImportState.READING,
    ImportState.CHECKING,
    ImportState.WAITING,
    ImportState.RUNNING,
    ImportState.UNDOING,
)
