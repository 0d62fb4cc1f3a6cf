"""What the own agreement says of childcare, that nothing else in Maillage says."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.trade.context.schemes.models import Scheme


class SchemeText(models.Model):
    """The words of one part of a scheme of childcare, by the key of this part in the law."""

    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="texts", verbose_name=_("dispositif")
    )
    key = models.CharField(_("partie"), max_length=40)
    words = models.TextField(_("texte"), max_length=3000)
    sheet_key = SheetKey("scheme:{0.scheme_id}")

    class Meta:
        verbose_name = _("partie du schéma d’accueil")
        verbose_name_plural = _("parties du schéma d’accueil")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "key"], name="one_text_per_scheme_part"),
        ]

    def __str__(self) -> str:
        return gettext("partie du schéma d’accueil")
