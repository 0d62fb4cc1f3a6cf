"""When did the installation last beat, and what came of each day's backup?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Beat(models.Model):
    """The last time that something regular happened, by its name."""

    name = models.CharField(_("nom"), max_length=40, unique=True)
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("battement")
        verbose_name_plural = _("battements")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


class BackupRun(models.Model):
    """The automatic backup of one day: one row a day, whoever makes it."""

    class State(models.TextChoices):
        RUNNING = "running", _("en cours")
        DONE = "done", _("faite")
        FAILED = "failed", _("échouée")

    day = models.DateField(_("jour"), unique=True)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.RUNNING)
    tries = models.PositiveSmallIntegerField(_("essais"), default=1)
    started_at = models.DateTimeField(_("commencée le"))
    finished_at = models.DateTimeField(_("finie le"), null=True, blank=True)
    file_name = models.CharField(_("fichier"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("taille en octets"), default=0)
    rows = models.PositiveBigIntegerField(_("nombre de lignes"), default=0)
    failure = models.TextField(_("cause de l’échec"), blank=True)

    class Meta:
        verbose_name = _("sauvegarde du jour")
        verbose_name_plural = _("sauvegardes du jour")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_state_display()}"
