"""How did the map stand, day by day?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation


class Snapshot(models.Model):
    """How many leaves were in each state on one day: the history of the map."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="snapshots", verbose_name=_("coopération")
    )
    on = models.DateField(_("le"))
    counts = models.JSONField(_("nombre de missions par phase et par état"))

    class Meta:
        verbose_name = _("photographie")
        verbose_name_plural = _("photographies")
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "on"], name="one_snapshot_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.cooperation} {self.on}"
