"""Attached files, and the templates and letterheads that a cooperation writes with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord


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


class Letterhead(Versioned):
    """The *papier à en-tête* of a cooperation: who sends, from where, under which logo."""

    cooperation = models.OneToOneField(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    sender = models.CharField(_("qui écrit"), max_length=160, blank=True)
    address = models.TextField(_("adresse et contact"), max_length=600, blank=True)
    place = models.CharField(_("lieu où l’on signe"), max_length=80, blank=True)
    signatory = models.CharField(_("qui signe"), max_length=160, blank=True)
    mention = models.CharField(_("pied de page"), max_length=160, blank=True)
    logo = models.CharField(_("logo"), max_length=40, blank=True, editable=False)
    sheet_key = SheetKey("cooperation:{0.cooperation_id}")

    class Meta:
        verbose_name = _("papier à en-tête")
        verbose_name_plural = _("papiers à en-tête")

    def __str__(self) -> str:
        return self.sender


class Template(models.Model):
    """A cooperation's own template of a paper; replaced or put aside, never overwritten."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    paper = models.CharField(_("genre de document"), max_length=40)
    form = models.CharField(_("format"), max_length=4)
    name = models.CharField(_("nom du fichier"), max_length=160)
    size = models.PositiveBigIntegerField(_("poids en octets"))
    stored = models.CharField(_("nom gardé"), max_length=40, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("déposé par")
    )
    added_at = models.DateTimeField(_("déposé le"), auto_now_add=True)
    ended_at = models.DateTimeField(_("mis de côté le"), null=True, editable=False)
    sheet_key = SheetKey("cooperation:{0.cooperation_id}")

    class Meta:
        verbose_name = _("modèle de document")
        verbose_name_plural = _("modèles de documents")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "paper", "form"],
                condition=Q(ended_at__isnull=True),
                name="one_template_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name
