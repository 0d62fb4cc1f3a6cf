"""What does the cooperation aim at?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.stakes.models import Theme


class Objective(Versioned):
    """What the cooperation aims at; an axis holds objectives, three levels at most.

    `rank` is its place when the whole tree is read from the top; the service computes it.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("fait partie de"),
    )
    number = models.CharField(_("numéro"), max_length=12, blank=True)
    title = models.CharField(_("intitulé"), max_length=200)
    statement = models.TextField(_("ce que l’on vise"), blank=True)
    theme = models.ForeignKey(
        Theme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thème"),
    )
    place = models.PositiveIntegerField(_("place"), default=1)
    rank = models.PositiveIntegerField(default=0, editable=False)
    until = models.DateField(_("abandonné le"), null=True, blank=True)
    sheet_key = SheetKey("objective:{0.pk}")

    class Meta:
        verbose_name = _("objectif")
        verbose_name_plural = _("objectifs")
        ordering = ["rank", "pk"]
        indexes = [models.Index(fields=["cooperation", "rank"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "parent", "number"],
                condition=Q(parent__isnull=False) & ~Q(number=""),
                name="one_objective_per_number_in_its_axis",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "number"],
                condition=Q(parent__isnull=True) & ~Q(number=""),
                name="one_axis_per_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
