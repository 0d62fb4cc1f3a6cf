"""Which perimeters does a cooperation draw for itself?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.territories.choices import Nature
from maillage.ground.territories.territories.models import Territory


class Perimeter(Versioned):
    """A perimeter that a cooperation drew: a set of territories, or an outline from a file."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="perimeters", verbose_name=_("coopération")
    )
    territory = models.OneToOneField(
        Territory, models.PROTECT, related_name="perimeter", verbose_name=_("territoire")
    )
    nature = models.CharField(_("ce que c’est"), max_length=8, choices=Nature, default=Nature.OTHER)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_from_file = models.BooleanField(_("contour déposé"), default=False)
    parts = models.ManyToManyField(
        Territory, related_name="+", blank=True, verbose_name=_("composé de")
    )
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dessiné par")
    )
    drawn_on = models.DateField(_("dessiné le"))
    ended_on = models.DateField(_("retiré de la carte le"), null=True, blank=True)
    saved_at = models.DateTimeField(_("enregistré le"), auto_now=True)
    sheet_key = SheetKey("perimeter:{0.pk}")

    class Meta:
        verbose_name = _("périmètre")
        verbose_name_plural = _("périmètres")

    def __str__(self) -> str:
        return str(self.territory)
