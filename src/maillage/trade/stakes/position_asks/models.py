"""On which stakes is an actor asked to say what it wants?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.stakes.models import Stake


class PositionAsk(models.Model):
    """The stakes put to an actor by link; it may be shown what was collected from it before."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("acteur"))
    stakes = models.ManyToManyField(Stake, related_name="+", verbose_name=_("enjeux"))
    shows_collected = models.BooleanField(
        _("montrer ce qui a été recueilli auprès d’elle"), default=True
    )

    class Meta:
        verbose_name = _("demande de positions")
        verbose_name_plural = _("demandes de positions")

    def __str__(self) -> str:
        return str(self.actor)
