"""Does each structure live the cooperation as wished or as imposed, and what made it move?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.ground.actors.models import Reading, ReadingQuerySet
from maillage.trade.context.choices import Nature


class NatureReading(Reading):
    """How a structure lives the cooperation on a day, in one of five words."""

    PLACE = ("actor",)

    nature = models.CharField(_("la coopération est pour elle"), max_length=10, choices=Nature)
    moved_by = models.CharField(_("ce qui l’a fait bouger"), max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("nature de la coopération pour une structure")
        verbose_name_plural = _("natures de la coopération")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "actor"])]

    def __str__(self) -> str:
        return str(Nature(self.nature).label)
