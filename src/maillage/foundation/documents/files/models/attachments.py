"""Which files are attached to the cooperation or to a sheet?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleQuerySet,
    VisibleRecord,
)


class Attachment(VisibleRecord):
    """One file kept beside the database under a random name; `kind` and `number` say its sheet.

    Without a kind it is attached to the cooperation itself.
    """

    kind = models.CharField(_("genre de fiche"), max_length=20, blank=True)
    number = models.PositiveBigIntegerField(_("numéro de la fiche"), null=True, blank=True)
    name = models.CharField(_("nom du fichier"), max_length=160)
    media = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("poids en octets"))
    stored = models.CharField(_("nom gardé"), max_length=40, unique=True, editable=False)
    added_at = models.DateTimeField(_("joint le"), auto_now_add=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["cooperation", "kind", "number"])]

    def __str__(self) -> str:
        return self.name
