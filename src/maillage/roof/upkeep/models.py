"""When did the installation last beat, what fails, and what came of each day's backup?"""

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


class Failure(models.Model):
    """What fails now: what, why, since when, and the last day its letter was written."""

    BACKUP, COPY, LETTERS, TASKS = "backup", "copy", "letters", "tasks"
    TITLES = {
        BACKUP: _("la sauvegarde du jour"),
        COPY: _("la copie des sauvegardes"),
        LETTERS: _("des lettres ne partent pas"),
        TASKS: _("une tâche de fond a échoué"),
    }

    kind = models.CharField(_("quoi"), max_length=120, unique=True)
    sentence = models.TextField(_("pourquoi"))
    since = models.DateTimeField(_("depuis le"))
    letter_day = models.DateField(_("jour de la lettre"))

    class Meta:
        verbose_name = _("échec")
        verbose_name_plural = _("échecs")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind

    @property
    def title(self) -> str:
        """What fails, in words; any other kind is a chore of each minute."""
        return str(self.TITLES.get(self.kind, _("un travail de chaque minute")))


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
