"""What does an actor want on a subject, on which day?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.ground.actors.readings.models import LEAST, MOST, Reading, ReadingQuerySet
from maillage.ground.actors.subjects.models import Subject


class Position(Reading):
    """What an actor wants on a subject: the sign says for or against, the size what it touches."""

    PLACE = ("actor", "subject")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("sujet"))
    value = models.SmallIntegerField(
        _("position"), validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "subject", "actor"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=LEAST, value__lte=MOST), name="position_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:+d}" if self.value else "0"
