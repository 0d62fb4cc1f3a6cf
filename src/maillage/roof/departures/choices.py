"""Where does the archive of a cooperation stand?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ArchiveState(TextChoices):
    """From the gesture that asks for it to its erasure."""

    WAITING = "waiting", _("demandée")
    RUNNING = "running", _("en préparation")
    DONE = "done", _("prête")
    FAILED = "failed", _("interrompue : demandez-en une autre")
