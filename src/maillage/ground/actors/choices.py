"""The words of subjects."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubjectKind(TextChoices):
    """What a subject is the subject of."""

    DECISION = "decision", _("décision conjointe")
