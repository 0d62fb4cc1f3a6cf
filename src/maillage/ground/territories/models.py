"""Which territories exist, and which does a cooperation draw for itself?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Workspace


class Territory(models.Model):
    """A commune, EPCI, département or région of the official register, or a drawn perimeter.

    `workspace` is null for the official register; otherwise the territory is known there only.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        EPCI = "epci", _("intercommunalité")
        DEPARTEMENT = "departement", _("département")
        REGION = "region", _("région")
        PERIMETER = "perimeter", _("périmètre")

    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=20, blank=True, db_index=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, db_index=True)
    name = models.CharField(_("nom"), max_length=200)
    workspace = models.ForeignKey(
        Workspace,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="territories",
        verbose_name=_("espace"),
    )

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")

    def __str__(self) -> str:
        return self.name
