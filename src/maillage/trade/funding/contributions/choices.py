"""From what does a contribution come, and what is left of it to pay?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """What makes a structure pay; unknown where a table that was imported does not say it."""

    AGREEMENT = "agreement", _("convention")
    STATUTES = "statutes", _("statuts")
    MEMBERSHIP = "membership", _("adhésion")
    UNKNOWN = "unknown", _("à dire")


class Due(TextChoices):
    """What is left to pay of what was called of a structure."""

    LATE = "retard", _("En retard")
    OWING = "reste", _("Reste dû")
    SETTLED = "solde", _("Soldé")
