"""What is read of an actor: what it wants, how it stands, on whom it weighs; each on a day."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.sources.models import Source
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
        rank = Window(
            RowNumber(),
            partition_by=[F(name) for name in self.model.PLACE],
            order_by=[F("on").desc(), F("pk").desc()],
        )
        return self.valid_on(day).annotate(rank=rank).filter(rank=1)

    def valid_on(self, day: date) -> Self:
        """All the readings of that day and before, those withdrawn and expired apart."""
        return self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            on__lte=day,
            withdrawn_at__isnull=True,
        )


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
