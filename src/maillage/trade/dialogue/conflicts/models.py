"""What is disputed, between whom, how hot is it, and what comes next?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Source, Subject
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import Heat, Outcome


class Conflict(Versioned, VisibleRecord):
    """A disagreement that somebody follows: since when, on what, and its next step."""

    title = models.CharField(_("en quelques mots"), max_length=200)
    about = models.TextField(_("ce qui oppose"), blank=True)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sujet"),
    )
    since = models.DateField(_("depuis le"))
    next_step = models.CharField(_("prochaine étape"), max_length=200, blank=True)
    next_on = models.DateField(_("prévue le"), null=True, blank=True)
    mediator = models.CharField(_("qui fait le lien"), max_length=150, blank=True)
    outcome = models.CharField(_("issue"), max_length=12, choices=Outcome, blank=True)
    outcome_note = models.TextField(_("comment il s’est terminé"), blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    folded = FoldedField("title", "about")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflit")
        verbose_name_plural = _("conflits")
        ordering = ["until", "-since", "pk"]
        indexes = [models.Index(fields=["cooperation", "until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="conflict_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether nobody has said how it ended."""
        return self.until is None


class Party(Versioned):
    """A structure or a group that the conflict opposes to others, and what matters to it."""

    conflict = models.ForeignKey(
        Conflict, models.CASCADE, related_name="parties", verbose_name=_("conflit")
    )
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("partie"))
    interests = models.TextField(_("ce qui compte pour elle"), blank=True)

    class Meta:
        verbose_name = _("partie à un conflit")
        verbose_name_plural = _("parties à un conflit")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conflict", "actor"], name="party_once_in_a_conflict"),
        ]

    def __str__(self) -> str:
        return str(self.actor)


class ConflictHeat(models.Model):
    """How hot a conflict was on a day, and how it was known; a later row follows it."""

    conflict = models.ForeignKey(
        Conflict, models.CASCADE, related_name="heats", verbose_name=_("conflit")
    )
    level = models.SmallIntegerField(_("chaleur"), choices=Heat)
    on = models.DateField(_("le"))
    said = models.TextField(_("le fait qui l’appuie"), blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par")
    )
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)

    class Meta:
        verbose_name = _("chaleur d’un conflit")
        verbose_name_plural = _("chaleur des conflits")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return str(Heat(self.level).label)
