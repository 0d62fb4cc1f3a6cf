"""Which files came in, where does each import stand, and which columns were chosen?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.foundation.exchange.choices import BUSY_STATES, ImportState, ImportStep

UNDO_FOR = timedelta(days=7)


class Import(models.Model):
    """One file brought in by an officer, from its columns to its report.

    `sent` is what the officer last chose on the page of columns, `mapping` what it gives in this
    file; `refused` and `corrections` are their answers; `preview` what they were shown; `change`
    the number of the gesture that wrote everything at once.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="imports", verbose_name=_("coopération")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("auteur")
    )
    target = models.CharField(_("destination"), max_length=40)
    file_name = models.CharField(_("fichier"), max_length=200)
    state = models.CharField(
        _("état"), max_length=10, choices=ImportState, default=ImportState.COLUMNS
    )
    step = models.CharField(_("étape"), max_length=10, choices=ImportStep, blank=True)
    done = models.PositiveIntegerField(_("fait"), default=0)
    total = models.PositiveIntegerField(_("à faire"), default=0)
    sent = models.JSONField(_("choix envoyés"), default=dict)
    mapping = models.JSONField(_("colonnes"), default=dict)
    refused = models.JSONField(_("suggestions refusées"), default=list)
    corrections = models.JSONField(_("corrections"), default=dict)
    preview = models.JSONField(_("aperçu"), default=dict)
    report = models.JSONField(_("compte rendu"), default=dict)
    failure = models.TextField(_("raison de l’arrêt"), blank=True)
    change = models.PositiveBigIntegerField(_("geste du journal"), null=True)
    created_at = models.DateTimeField(_("déposé le"), auto_now_add=True)
    finished_at = models.DateTimeField(_("terminé le"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ImportState.DONE) | Q(change__isnull=False),
                name="done_import_has_a_change",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY_STATES

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the import is done, and was less than seven days ago."""
        recent = self.finished_at is not None and now - self.finished_at < UNDO_FOR
        return self.state == ImportState.DONE and recent


class ImportFile(models.Model):
    """The bytes of a file brought in, kept only until it is imported or dropped.

    `sample` holds the first rows of a heavy one, which its page of columns reads.
    """

    import_run = models.OneToOneField(
        Import, models.CASCADE, related_name="file", verbose_name=_("import")
    )
    content = models.BinaryField(_("contenu"))
    sample = models.JSONField(_("premières lignes"), default=dict)

    class Meta:
        verbose_name = _("fichier déposé")
        verbose_name_plural = _("fichiers déposés")

    def __str__(self) -> str:
        return str(self.import_run)


class SavedMapping(models.Model):
    """The columns chosen for a header, proposed again for a file that has the same header."""

    workspace = models.ForeignKey(
        Workspace, models.CASCADE, related_name="+", verbose_name=_("espace")
    )
    target = models.CharField(_("destination"), max_length=40)
    fingerprint = models.CharField(_("empreinte de l’en-tête"), max_length=64)
    name = models.CharField(_("nom"), max_length=200)
    columns = models.JSONField(_("colonnes"), default=list)
    for_export = models.BooleanField(_("sert aussi à exporter"), default=True)
    used_at = models.DateTimeField(_("utilisées le"), auto_now=True)

    class Meta:
        verbose_name = _("colonnes mémorisées")
        verbose_name_plural = _("colonnes mémorisées")
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "target", "fingerprint"], name="one_mapping_per_header"
            )
        ]

    def __str__(self) -> str:
        return self.name
