"""For whom does one work, where, and how many are they?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.territories.models import Territory

OLDEST_COUNT, LATEST_COUNT, MOST_PEOPLE = 1990, 2100, 10_000_000
TWICE = _("Ce public est déjà dans la liste, pour ce thème.")


class Public(Versioned):
    """People one works for, as a number with its year and its source; never as individuals."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    label = models.CharField(_("public"), max_length=160)
    theme = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thème"),
    )
    territories = models.ManyToManyField(
        Territory, related_name="+", blank=True, verbose_name=_("communes")
    )
    size = models.PositiveIntegerField(
        _("combien"), null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    year = models.PositiveSmallIntegerField(
        _("en quelle année"),
        null=True,
        blank=True,
        validators=[MinValueValidator(OLDEST_COUNT), MaxValueValidator(LATEST_COUNT)],
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    folded = FoldedField("label", "source")
    sheet_key = SheetKey("public:{0.pk}")

    class Meta:
        verbose_name = _("public")
        verbose_name_plural = _("publics")
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "label", "theme"],
                condition=Q(theme__isnull=False),
                name="one_public_of_this_name_per_theme",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["cooperation", "label"],
                condition=Q(theme__isnull=True),
                name="one_public_of_this_name_without_theme",
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self) -> str:
        return self.label
