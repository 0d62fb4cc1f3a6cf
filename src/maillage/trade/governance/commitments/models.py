"""What does each structure put in common, and how far has what was asked come?"""

from collections.abc import Sequence
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import (
    Gathered,
    Replaceable,
    VisibleQuerySet,
    VisibleRecord,
)
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.arrivals import Doing, Speaking
from maillage.ground.actors.models import Source, Subject
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.choices import CommitmentKind, CommitmentState

LEAST, MOST = Decimal("0.01"), Decimal(100000000)

OF_QUANTITIES = (MinValueValidator(LEAST), MaxValueValidator(MOST))

DONE: dict[str, Promise] = {
    CommitmentState.PROMISED: _("a promis « %(label)s »"),
    CommitmentState.CONFIRMED: _("a confirmé par un acte « %(label)s »"),
    CommitmentState.DELIVERED: _("a tenu, en tout ou en partie, « %(label)s »"),
    CommitmentState.WITHDRAWN: _("a retiré « %(label)s »"),
}


class Commitment(Versioned, VisibleRecord):
    """What a structure is asked for, or gives: how much, for what, for whom, by when.

    `state`, `quantity` and `delivered` keep what the standing steps say; the first writing alone
    sets what is asked. Drawn from a sentence of a note, it keeps the note's source, which has
    readers of its own.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure qui s’engage")
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    kind = models.CharField(
        _("nature"), max_length=10, choices=CommitmentKind, default=CommitmentKind.DAYS
    )
    label = models.CharField(_("ce qui est mis en commun"), max_length=200)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision concernée"),
    )
    purpose = models.CharField(_("pour quoi"), max_length=200, blank=True)
    owed_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("due à"),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("d’où cela vient"),
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    state = models.CharField(
        _("où en est-on"),
        max_length=10,
        choices=CommitmentState,
        default=CommitmentState.ASKED,
        editable=False,
    )
    quantity = models.DecimalField(
        _("quantité"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=OF_QUANTITIES,
    )
    delivered = models.DecimalField(
        _("déjà tenu"), max_digits=14, decimal_places=2, default=0, editable=False
    )
    folded = FoldedField("label", "purpose")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("commitment:{0.pk}")

    class Meta:
        verbose_name = _("engagement pris")
        verbose_name_plural = _("engagements pris")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["cooperation", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0),
                name="commitment_more_than_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class CommitmentStep(Gathered, Replaceable, Speaking):
    """One step of a commitment, on its day, and how it was known; nothing overwrites a step.

    A step of the same kind, or a resumption, replaces it; what is delivered adds up.
    """

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="steps", verbose_name=_("engagement")
    )
    kind = models.CharField(_("étape"), max_length=10, choices=CommitmentState)
    on = models.DateField(_("le"))
    quantity = models.DecimalField(
        _("quantité"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=OF_QUANTITIES,
    )
    note = models.CharField(_("précision"), max_length=300, blank=True)
    act_number = models.CharField(_("numéro de l’acte"), max_length=60, blank=True)
    act = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acte"),
    )
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)
    sheet_key = SheetKey("commitment:{0.commitment_id}")

    class Meta:
        verbose_name = _("étape d’un engagement")
        verbose_name_plural = _("étapes des engagements")
        ordering = ["pk"]

    @classmethod
    def doings(cls, numbers: Sequence[int]) -> dict[int, Doing]:
        """What each of these steps says on the day of those who follow; one query."""
        rows = cls.objects.filter(pk__in=numbers).select_related("commitment__organisation")
        return {one.pk: one.doing() for one in rows if one.kind in DONE}

    def doing(self) -> Doing:
        """« La MSA, par lien, a promis « Prêter un agent » »."""
        values = {"label": french.inner_quotes(self.commitment.label)}
        return Doing(self.answering(self.commitment.organisation), str(DONE[self.kind]) % values)

    def __str__(self) -> str:
        return str(self.get_kind_display())
