"""How strongly can an actor act on another, on which day?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.ground.actors.readings.models import MOST, Reading, ReadingQuerySet
from maillage.ground.directory.models import Actor


class Influence(Reading):
    """How strongly an actor can act on another: nothing, its ways, its projects, missions, life."""

    PLACE = ("actor", "target")

    target = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("sur qui"))
    strength = models.SmallIntegerField(
        _("force"), validators=[MinValueValidator(0), MaxValueValidator(MOST)]
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("influence")
        verbose_name_plural = _("influences")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "actor", "target"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=0, strength__lte=MOST), name="influence_on_the_scale"
            ),
            models.CheckConstraint(condition=~Q(actor=F("target")), name="influence_on_another"),
        ]

    def __str__(self) -> str:
        return str(self.strength)
