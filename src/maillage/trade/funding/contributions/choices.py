"""From what does a contribution come?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """What makes a structure pay."""

    AGREEMENT = "agreement", _("convention")
    STATUTES = "statutes", _("statuts")
    MEMBERSHIP = "membership", _("adhésion")
