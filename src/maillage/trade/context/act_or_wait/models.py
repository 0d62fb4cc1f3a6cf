"""What do we mean to do, towards which structures, around when?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.directory.models import Organisation


class Move(Versioned, VisibleRecord):
    """A gesture that is planned: what, why, around which day; then the day it was made."""

    label = models.CharField(_("le geste prévu"), max_length=200)
    aim = models.TextField(_("ce que l’on en attend"), blank=True)
    around_on = models.DateField(_("autour du"))
    done_on = models.DateField(_("fait le"), null=True, blank=True)
    outcome = models.TextField(_("ce que cela a donné"), blank=True)
    folded = FoldedField("label", "aim")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("geste prévu")
        verbose_name_plural = _("gestes prévus")
        ordering = ["around_on", "pk"]
        indexes = [models.Index(fields=["cooperation", "around_on"])]

    def __str__(self) -> str:
        return self.label


class MoveParty(models.Model):
    """A structure that a planned gesture is made towards."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="parties", verbose_name=_("geste"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )

    class Meta:
        verbose_name = _("structure d’un geste")
        verbose_name_plural = _("structures des gestes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["move", "organisation"], name="one_party_per_move")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
