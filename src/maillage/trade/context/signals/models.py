"""What happens at our partners', what may it do to the cooperation, and what do we do about it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Effect, Response, SignalKind


class Signal(Versioned, VisibleRecord):
    """A piece of news of partners: when, whom it concerns, its expected effect and our answer.

    `answer`, `answered_on` and `again_on` keep what the last answer says.
    """

    kind = models.CharField(
        _("nature"), max_length=10, choices=SignalKind, default=SignalKind.OTHER
    )
    label = models.CharField(_("ce qui arrive"), max_length=200)
    on = models.DateField(_("quand"))
    effect = models.CharField(
        _("effet attendu"), max_length=10, choices=Effect, default=Effect.NEUTRAL
    )
    effect_on = models.CharField(_("sur qui, sur quoi"), max_length=200, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    said = models.TextField(_("ce que l’on sait"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="+", verbose_name=_("d’où cela vient")
    )
    answer = models.CharField(
        _("réponse"), max_length=10, choices=Response, blank=True, editable=False
    )
    answered_on = models.DateField(_("répondu le"), null=True, editable=False)
    again_on = models.DateField(_("à revoir le"), null=True, editable=False)
    folded = FoldedField("label", "effect_on", "said")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")),
                name="signal_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.label


class SignalParty(models.Model):
    """A structure or a group that a piece of news concerns."""

    signal = models.ForeignKey(
        Signal, models.CASCADE, related_name="parties", verbose_name=_("actualité")
    )
    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="+", verbose_name=_("acteur concerné")
    )

    class Meta:
        verbose_name = _("acteur d’une actualité")
        verbose_name_plural = _("acteurs des actualités")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["signal", "actor"], name="one_party_per_signal")
        ]

    def __str__(self) -> str:
        return str(self.actor)


class SignalAnswer(models.Model):
    """What was done about a piece of news, on its day; a later answer follows, none is lost."""

    signal = models.ForeignKey(
        Signal, models.CASCADE, related_name="answers", verbose_name=_("actualité")
    )
    answer = models.CharField(_("réponse"), max_length=10, choices=Response)
    on = models.DateField(_("le"))
    reason = models.TextField(_("pourquoi"))
    again_on = models.DateField(_("à revoir le"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par")
    )
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)

    class Meta:
        verbose_name = _("réponse à une actualité")
        verbose_name_plural = _("réponses aux actualités")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(self.get_answer_display())
