"""What was read, declared and remembered of each mission's state?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.visibility import VisibleQuerySet, VisibleRecord


class MissionState(models.Model):
    """The last computed state of one leaf in one cooperation."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="mission_states", verbose_name=_("coopération")
    )
    leaf = models.CharField(_("mission"), max_length=80)
    level = models.CharField(_("état"), max_length=5, choices=Level)
    reason = models.CharField(_("raison"), max_length=500)
    evidence = models.JSONField(_("preuves"), default=list)
    since = models.DateField(_("depuis le"), null=True)
    until = models.DateField(_("jusqu’au"), null=True)
    next_step = models.CharField(_("prochain geste"), max_length=300, blank=True)
    next_url = models.CharField(_("où"), max_length=300, blank=True)
    computed_at = models.DateTimeField(_("calculé le"))

    class Meta:
        verbose_name = _("état de mission")
        verbose_name_plural = _("états de mission")
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "leaf"], name="one_state_per_leaf")
        ]

    def __str__(self) -> str:
        return f"{self.leaf} : {self.get_level_display()}"


class Declaration(VisibleRecord):
    """What an officer says of a leaf: a state that happened outside the tool, or put aside.

    A later declaration ends the former; none is overwritten.
    """

    class Saying(models.TextChoices):
        TODO = Level.TODO.value, Level.TODO.label
        DOING = Level.DOING.value, Level.DOING.label
        DONE = Level.DONE.value, Level.DONE.label
        AGED = Level.AGED.value, Level.AGED.label
        ASIDE = "aside", _("pas pour cette démarche")
        BACK = "back", _("reprise")

    leaf = models.CharField(_("mission"), max_length=80)
    saying = models.CharField(_("état déclaré"), max_length=5, choices=Saying)
    reason = models.CharField(_("raison"), max_length=500)
    declared_on = models.DateField(_("déclaré le"))
    ended_at = models.DateTimeField(_("remplacé le"), null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("déclaration")
        verbose_name_plural = _("déclarations")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "leaf"],
                condition=Q(ended_at__isnull=True),
                name="one_open_declaration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaf} : {self.get_saying_display()}"


class Snapshot(models.Model):
    """How many leaves were in each state on one day: the history of the map."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="snapshots", verbose_name=_("coopération")
    )
    on = models.DateField(_("le"))
    counts = models.JSONField(_("nombre de missions par phase et par état"))

    class Meta:
        verbose_name = _("photographie")
        verbose_name_plural = _("photographies")
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "on"], name="one_snapshot_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.cooperation} {self.on}"


class HandOver(VisibleRecord):
    """What one part-time officer leaves in writing for the next."""

    text = models.TextField(_("note de passage"))
    written_at = models.DateTimeField(_("écrite le"), auto_now_add=True)
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pour"),
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("note de passage")
        verbose_name_plural = _("notes de passage")

    def __str__(self) -> str:
        return self.text[:60]
