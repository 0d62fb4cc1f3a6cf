"""What is shared, between whom, by which measures, and which key was frozen in a decision?"""

import json
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import ClosedError, Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import OF_RATES, Section
from maillage.trade.funding.cost_keys.choices import LETTERS, Measure
from maillage.trade.funding.funding_plan.models import OF_YEARS, FundingPlan
from maillage.trade.governance.models import ArticleAmendment, Decision, JointDecision

SHARING_TWICE = _("Ce nom est déjà celui d’un partage de cette année : complétez-le.")
CRITERION_TWICE = _("Ce critère est déjà dans le partage : ses valeurs servent à toutes les clés.")


class CostSharing(Versioned):
    """A sum that several structures pay together: typed, or what a plan leaves to its owners.

    The team compares its keys; the others read the chosen one once the councils have it.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    label = models.CharField(_("ce qu’on partage"), max_length=160)
    year = models.PositiveSmallIntegerField(_("année"), validators=OF_YEARS)
    total_cents = MoneyField(_("somme à partager"), null=True, blank=True)
    plan = models.ForeignKey(
        FundingPlan,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ou le reste d’un plan"),
    )
    section = models.CharField(
        _("section du plan"), max_length=10, choices=Section, default=Section.OPERATING
    )
    joint_decision = models.ForeignKey(
        JointDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision conjointe"),
    )
    decision = models.ForeignKey(
        Decision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ou décision d’une instance"),
    )
    chosen = models.ForeignKey(
        "CostKey",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("clé proposée"),
    )
    folded = FoldedField("label")
    sheet_key = SheetKey("costsharing:{0.pk}")

    class Meta:
        verbose_name = _("partage")
        verbose_name_plural = _("partages")
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(total_cents__isnull=True),
                name="sharing_has_one_sum",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(joint_decision__isnull=True),
                name="sharing_is_settled_once",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "label", "year"],
                name="one_sharing_per_label_and_year",
                violation_error_message=SHARING_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.year}"

    @cached_property
    def frozen(self) -> "FrozenKey | None":
        """The key of this sharing that a decision holds."""
        return FrozenKey.objects.filter(key__sharing=self.pk).select_related("key").first()

    @property
    def closed_words(self) -> str:
        """Why nothing of it is written any more: one of its keys is frozen."""
        return self.frozen.closed_words if self.frozen else ""


class PartOfSharing(models.Model):
    """What is told on the sheet of a sharing."""

    sharing_id: int
    sheet_key = SheetKey("costsharing:{0.sharing_id}")

    class Meta:
        abstract = True


class SharingMember(PartOfSharing):
    """A structure that pays: in which place, how much before, how much if it did it alone."""

    sharing = models.ForeignKey(
        CostSharing, models.CASCADE, related_name="members", verbose_name=_("partage")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    place = models.PositiveSmallIntegerField(_("rang"))
    was_cents = MoneyField(_("part de l’année d’avant"), null=True, blank=True)
    alone_cents = MoneyField(_("coût si elle le faisait seule"), null=True, blank=True)

    class Meta:
        verbose_name = _("structure d’un partage")
        verbose_name_plural = _("structures des partages")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "organisation"], name="structure_once_in_a_sharing"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class SharingCriterion(PartOfSharing, Versioned):
    """What is counted of each structure, from which source; all the keys use the same values."""

    sharing = models.ForeignKey(
        CostSharing, models.CASCADE, related_name="criteria", verbose_name=_("partage")
    )
    kind = models.CharField(_("mesure"), max_length=10, choices=Measure, default=Measure.FREE)
    label = models.CharField(_("nom du critère"), max_length=80)
    unit = models.CharField(_("unité"), max_length=30, blank=True)
    source = models.CharField(_("d’où viennent les valeurs"), max_length=160, blank=True)
    dated_on = models.DateField(_("relevées le"), null=True, blank=True)

    class Meta:
        verbose_name = _("critère d’un partage")
        verbose_name_plural = _("critères des partages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "label"],
                name="criterion_once_in_a_sharing",
                violation_error_message=CRITERION_TWICE,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def closed_words(self) -> str:
        return self.sharing.closed_words


class CriterionValue(models.Model):
    """What a criterion counts of one structure."""

    criterion = models.ForeignKey(
        SharingCriterion, models.CASCADE, related_name="values", verbose_name=_("critère")
    )
    member = models.ForeignKey(
        SharingMember, models.CASCADE, related_name="values", verbose_name=_("structure")
    )
    value = models.DecimalField(
        _("valeur"), max_digits=16, decimal_places=4, validators=[MinValueValidator(Decimal(0))]
    )
    sheet_key = SheetKey("{0.criterion.sheet_key}")

    class Meta:
        verbose_name = _("valeur d’un critère")
        verbose_name_plural = _("valeurs des critères")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "member"], name="one_value_per_structure")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}, {self.member}"


class CostKey(PartOfSharing, Versioned):
    """A mix of criteria, each with its weight; six at most are compared."""

    sharing = models.ForeignKey(
        CostSharing, models.CASCADE, related_name="keys", verbose_name=_("partage")
    )
    letter = models.CharField(_("lettre"), max_length=1, choices=[(one, one) for one in LETTERS])
    label = models.CharField(_("nom de la clé"), max_length=80)
    amendment = models.ForeignKey(
        ArticleAmendment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ce que demande un amendement"),
    )

    class Meta:
        verbose_name = _("clé de répartition")
        verbose_name_plural = _("clés de répartition")
        ordering = ["letter", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sharing", "letter"], name="one_key_per_letter")
        ]

    def __str__(self) -> str:
        return gettext("clé %(letter)s") % {"letter": self.letter}

    @property
    def closed_words(self) -> str:
        return self.sharing.closed_words


class PartOfKey(models.Model):
    """What is told on the sheet of the sharing whose key it belongs to."""

    key: models.ForeignKey[CostKey, CostKey]
    sheet_key = SheetKey("{0.key.sheet_key}")

    class Meta:
        abstract = True


class KeyWeight(PartOfKey):
    """How much of a key follows one criterion, in hundredths of a percent."""

    key = models.ForeignKey(CostKey, models.CASCADE, related_name="weights", verbose_name=_("clé"))
    criterion = models.ForeignKey(
        SharingCriterion, models.CASCADE, related_name="weights", verbose_name=_("critère")
    )
    weight_bp = models.PositiveIntegerField(_("poids"), validators=OF_RATES)

    class Meta:
        verbose_name = _("poids d’un critère")
        verbose_name_plural = _("poids des critères")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "criterion"], name="one_weight_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.criterion}"


class KeyBound(PartOfKey):
    """The least and the most that a key asks of one structure."""

    key = models.ForeignKey(CostKey, models.CASCADE, related_name="bounds", verbose_name=_("clé"))
    member = models.ForeignKey(
        SharingMember, models.CASCADE, related_name="bounds", verbose_name=_("structure")
    )
    floor_cents = MoneyField(_("plancher"), null=True, blank=True)
    cap_cents = MoneyField(_("plafond"), null=True, blank=True)

    class Meta:
        verbose_name = _("plancher et plafond")
        verbose_name_plural = _("planchers et plafonds")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "member"], name="one_bound_per_structure")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.member}"


class FrozenKey(PartOfKey, Versioned):
    """A key as a decision holds it: its `content` is all that the amounts come from."""

    key = models.OneToOneField(
        CostKey, models.PROTECT, related_name="frozen_key", verbose_name=_("clé")
    )
    content = models.TextField(_("contenu"), editable=False)
    fingerprint = models.CharField(_("empreinte"), max_length=64, editable=False)
    act = models.CharField(_("décision"), max_length=300, editable=False)
    on = models.DateField(_("figée le"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("figée par")
    )

    class Meta:
        verbose_name = _("clé figée")
        verbose_name_plural = _("clés figées")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key}, {self.act}"

    def save_base(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  # as Django's
        """Written once; ClosedError afterwards."""
        if not self._state.adding:
            raise ClosedError(self)
        super().save_base(*arguments, **options)

    @property
    def values(self) -> dict[str, object]:
        """What was frozen: the sum, the structures, the criteria, the weights, the amounts."""
        return dict(json.loads(self.content))

    @property
    def closed_words(self) -> str:
        words = gettext("Cette clé est figée dans %(act)s. Faites-en une nouvelle pour changer.")
        return words % {"act": self.act}


class FrozenShare(models.Model):
    """What a frozen key asks of one structure, and its share as an exact fraction."""

    frozen = models.ForeignKey(
        FrozenKey, models.PROTECT, related_name="shares", verbose_name=_("clé figée")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    cents = MoneyField(_("montant"))
    numerator = models.TextField(_("numérateur de la part"), editable=False)
    denominator = models.TextField(_("dénominateur de la part"), editable=False)
    sheet_key = SheetKey("{0.frozen.sheet_key}")

    class Meta:
        verbose_name = _("part figée")
        verbose_name_plural = _("parts figées")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["frozen", "organisation"], name="one_share_per_structure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.frozen}"
