"""Which cooperations are to be deleted, when, and who asked for it?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation


class Deletion(models.Model):
    """A deletion asked by an officer; until its day, any officer calls it off."""

    cooperation = models.OneToOneField(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("demandée par")
    )
    asked_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    due_on = models.DateField(_("prévue le"))

    class Meta:
        verbose_name = _("suppression demandée")
        verbose_name_plural = _("suppressions demandées")

    def __str__(self) -> str:
        return f"{self.cooperation}, {self.due_on}"
