"""What is read of an actor: what it wants, how it stands, on whom it weighs; each on a day."""

from datetime import date
from typing import Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.visibility import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.choices import Attitude, Confidence
from maillage.ground.actors.models.sources import Source
from maillage.ground.actors.models.subjects import Subject
from maillage.ground.directory.models import Actor

Row = TypeVar("Row", bound="Reading")
LEAST, MOST = -4, 4


class ReadingQuerySet(VisibleQuerySet[Row]):
    """Readings, and what they say together on a day."""

    def standing_on(self, day: date) -> Self:
        """The last known reading of each place on that day; withdrawn and expired ones apart.

        Narrow to what the reader sees first: behind a reading that they may not see stands the
        former one that they may.
        """
        known = self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            on__lte=day,
            withdrawn_at__isnull=True,
        )
        rank = Window(
            RowNumber(),
            partition_by=[F(name) for name in self.model.PLACE],
            order_by=[F("on").desc(), F("pk").desc()],
        )
        return known.annotate(rank=rank).filter(rank=1)


class Reading(VisibleRecord):
    """What was read of an actor on a day; a later row follows it, nothing writes over it.

    `PLACE` names the fields that say of whom and on what. On a person it has a source and a day
    when it is erased (CNIL, SAN-2021-012).
    """

    PLACE: tuple[str, ...] = ()

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("acteur"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    said = models.TextField(_("le fait ou les mots qui l’appuient"), blank=True)
    on = models.DateField(_("constaté le"))
    confidence = models.CharField(
        _("confiance"), max_length=10, choices=Confidence, default=Confidence.LIKELY
    )
    expires_on = models.DateField(_("à effacer le"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, editable=False)

    class Meta:
        abstract = True


class Position(Reading):
    """What an actor wants on a subject: the sign says for or against, the size what it touches."""

    PLACE = ("actor", "subject")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("sujet"))
    value = models.SmallIntegerField(
        _("position"), validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "subject", "actor"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=LEAST, value__lte=MOST), name="position_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:+d}" if self.value else "0"


class Posture(Reading):
    """How an actor stands on a subject: it drives, follows, keeps out or opposes."""

    PLACE = ("actor", "subject")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("sujet"))
    attitude = models.CharField(_("posture"), max_length=10, choices=Attitude)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posture")
        verbose_name_plural = _("postures")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "subject", "actor"])]

    def __str__(self) -> str:
        return str(Attitude(self.attitude).label)


class Influence(Reading):
    """How strongly an actor can act on another: nothing, its ways, its projects, missions, life."""

    PLACE = ("actor", "target")

    target = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("sur qui"))
    strength = models.SmallIntegerField(
        _("force"), validators=[MinValueValidator(0), MaxValueValidator(MOST)]
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("influence")
        verbose_name_plural = _("influences")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "actor", "target"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=0, strength__lte=MOST), name="influence_on_the_scale"
            ),
            models.CheckConstraint(condition=~Q(actor=F("target")), name="influence_on_another"),
        ]

    def __str__(self) -> str:
        return str(self.strength)
