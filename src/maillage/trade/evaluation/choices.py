"""The words of what the cooperation brings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BenefitKind(TextChoices):
    """How what a structure draws from the cooperation comes from it."""

    DIRECT = "direct", _("direct")
    INDIRECT = "indirect", _("indirect")
