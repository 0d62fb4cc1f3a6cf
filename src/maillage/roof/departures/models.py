"""Which cooperations are to be deleted or taken out, when, and who asked for it?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.roof.departures.choices import ArchiveState


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


class Archive(models.Model):
    """All that one officer reads of a cooperation, in one file kept for a week."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("demandée par")
    )
    asked_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    state = models.CharField(
        _("état"), max_length=10, choices=ArchiveState, default=ArchiveState.WAITING
    )
    stored = models.CharField(_("nom gardé"), max_length=40, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("poids en octets"), default=0)

    class Meta:
        verbose_name = _("archive demandée")
        verbose_name_plural = _("archives demandées")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.cooperation}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_done(self) -> bool:
        """Whether its file can be downloaded."""
        return self.state == ArchiveState.DONE
