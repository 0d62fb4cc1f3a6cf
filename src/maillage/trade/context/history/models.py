"""What did these structures live together before, how did it end, and what is left of it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import Period
from maillage.trade.context.choices import Ending, Trust


class Relation(Versioned, VisibleRecord, Period):
    """A past relation or cooperation: what, from when to when, its end, the trust it left.

    It is told by somebody: the source has a visibility of its own.
    """

    label = models.CharField(_("ce qui a été fait ensemble"), max_length=200)
    others = models.CharField(_("avec d’autres, hors annuaire"), max_length=300, blank=True)
    ending = models.CharField(
        _("comment cela a fini"), max_length=10, choices=Ending, default=Ending.ON
    )
    trust = models.CharField(_("confiance laissée"), max_length=10, choices=Trust, blank=True)
    said = models.TextField(_("ce qui s’est passé"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="+", verbose_name=_("qui le raconte")
    )
    folded = FoldedField("label", "others", "said")

    objects = VisibleQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("relation passée")
        verbose_name_plural = _("relations passées")
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["cooperation", "since"])]

    def __str__(self) -> str:
        return self.label


class RelationParty(models.Model):
    """A structure that took part in a relation."""

    relation = models.ForeignKey(
        Relation, models.CASCADE, related_name="parties", verbose_name=_("relation")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )

    class Meta:
        verbose_name = _("structure d’une relation")
        verbose_name_plural = _("structures des relations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "organisation"], name="one_party_per_relation"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
