"""What does something cost, who pays it, and how did each sum become sure?"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.records.models import (
    Gathered,
    Replaceable,
    VisibleQuerySet,
    VisibleRecord,
)
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import (
    OF_RATES,
    WITHOUT_FUNDER,
    Basis,
    ChargeAccount,
    CostKind,
    CostSource,
    LineKind,
    MoneyState,
    MoneyStatus,
    PlanRule,
    Section,
    Situation,
)
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.governance.models import JointDecision
from maillage.trade.plan.models import Action, Post

OLDEST_YEAR, LATEST_YEAR = 2000, 2100
PLAN_TWICE = _("Ce nom est déjà celui d’un plan : complétez-le, ou donnez un autre nom.")
LINE_TWICE = _("Cette ligne existe : ajoutez-y une étape, ou donnez un autre dispositif.")
COST_TWICE = _("Cette dépense est déjà notée pour cette année : corrigez son montant.")
SECOND_REST = _("Une seule ligne prend le reste. Donnez un montant à l’autre.")
OF_YEARS = (MinValueValidator(OLDEST_YEAR), MaxValueValidator(LATEST_YEAR))


class FundingPlan(Versioned, VisibleRecord):
    """What an action, a post or the cooperation itself costs, and who pays it.

    A plan is never read wider than what it pays for. `begun_on` is the first act that commits,
    `displayed_on` the day on which the plan was displayed.
    """

    action = models.OneToOneField(
        Action,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_plan",
        verbose_name=_("action"),
    )
    post = models.OneToOneField(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_plan",
        verbose_name=_("poste"),
    )
    label = models.CharField(_("ou, sans action ni poste"), max_length=160, blank=True)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("maître d’ouvrage")
    )
    basis = models.CharField(_("montants"), max_length=5, choices=Basis, default=Basis.NET)
    situation = models.CharField(
        _("règle de la part minimale"), max_length=40, choices=Situation, default=Situation.ORDINARY
    )
    prefect_rate_bp = models.PositiveIntegerField(
        _("taux fixé par le préfet"), null=True, blank=True, validators=OF_RATES
    )
    is_overseas = models.BooleanField(_("outre-mer"), default=False)
    begun_on = models.DateField(_("commencement"), null=True, blank=True)
    displayed_on = models.DateField(_("plan affiché le"), null=True, blank=True)
    folded = FoldedField("label")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("fundingplan:{0.pk}")

    class Meta:
        verbose_name = _("plan de financement")
        verbose_name_plural = _("plans de financement")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, post__isnull=True, label="")
                | Q(action__isnull=True, post__isnull=False, label="")
                | (Q(action__isnull=True, post__isnull=True) & ~Q(label="")),
                name="plan_pays_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=True) | Q(visibility=Visibility.OFFICERS),
                name="plan_of_a_post_is_the_officers",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "label"],
                condition=~Q(label=""),
                name="one_plan_per_label",
                violation_error_message=PLAN_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.action or self.post or self.label)


class CostLine(Versioned):
    """What one item costs in one year; an item over two years is two rows of one label."""

    plan = models.ForeignKey(
        FundingPlan, models.CASCADE, related_name="costs", verbose_name=_("plan")
    )
    section = models.CharField(
        _("section"), max_length=10, choices=Section, default=Section.INVESTMENT
    )
    year = models.PositiveSmallIntegerField(_("année"), validators=OF_YEARS)
    kind = models.CharField(_("nature"), max_length=13, choices=CostKind, default=CostKind.OTHER)
    label = models.CharField(_("dépense"), max_length=160)
    amount_cents = MoneyField(_("montant"))
    spent_cents = MoneyField(_("dépensé"), default=0)
    source = models.CharField(
        _("d’où vient le montant"), max_length=8, choices=CostSource, default=CostSource.ESTIMATE
    )
    source_note = models.CharField(_("précision"), max_length=160, blank=True)
    dated_on = models.DateField(_("daté du"), null=True, blank=True)
    account = models.CharField(
        _("compte d’association"), max_length=2, choices=ChargeAccount, blank=True
    )
    is_eligible = models.BooleanField(_("compte pour les aides"), default=True)
    sheet_key = SheetKey("fundingplan:{0.plan_id}")

    class Meta:
        verbose_name = _("dépense")
        verbose_name_plural = _("dépenses")
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "section", "year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0, spent_cents__gte=0), name="cost_is_no_less_than_0"
            ),
            models.UniqueConstraint(
                fields=["plan", "section", "label", "year"],
                name="one_cost_per_label_and_year",
                violation_error_message=COST_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.year}"


class FundingLine(Versioned, VisibleRecord):
    """What one funder pays of one plan, in one section and one year.

    Its amounts and its state keep what its standing steps say together, `counted_cents` what is
    counted in every sum. A remainder counts what the others leave. It is the team's while it is
    only asked for; what was asked stays so. `claim_on` and `ends_on` make its duties.
    """

    plan = models.ForeignKey(
        FundingPlan, models.CASCADE, related_name="lines", verbose_name=_("plan")
    )
    section = models.CharField(
        _("section"), max_length=10, choices=Section, default=Section.INVESTMENT
    )
    year = models.PositiveSmallIntegerField(_("année de rattachement"), validators=OF_YEARS)
    kind = models.CharField(_("nature"), max_length=17, choices=LineKind, default=LineKind.GRANT)
    funder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui paie"),
    )
    beneficiary = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui reçoit"),
    )
    label = models.CharField(_("au titre de"), max_length=120, blank=True)
    source = models.ForeignKey(
        FundingSource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("source de financement"),
    )
    status = models.CharField(_("argent"), max_length=9, choices=MoneyStatus)
    rate_bp = models.PositiveIntegerField(_("taux"), null=True, blank=True, validators=OF_RATES)
    file_number = models.CharField(_("n° de dossier"), max_length=60, blank=True)
    is_detr = models.BooleanField(_("règles de la DETR"), default=False)
    received_on = models.DateField(_("accusé de réception de la demande"), null=True, blank=True)
    is_remainder = models.BooleanField(_("prend le reste"), default=False)
    joint_decision = models.ForeignKey(
        JointDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision des deux conseils"),
    )
    claim_on = models.DateField(_("prochaine demande de versement"), null=True, blank=True)
    claim_cents = MoneyField(_("montant à demander"), null=True, blank=True)
    ends_on = models.DateField(_("à achever avant le"), null=True, blank=True)
    state = models.CharField(_("où en est-on"), max_length=9, choices=MoneyState, editable=False)
    expected_cents = MoneyField(pgettext_lazy("money", "pressenti"), null=True, editable=False)
    requested_cents = MoneyField(pgettext_lazy("money", "demandé"), null=True, editable=False)
    granted_cents = MoneyField(pgettext_lazy("money", "accordé"), null=True, editable=False)
    paid_cents = MoneyField(pgettext_lazy("money", "versé"), null=True, editable=False)
    counted_cents = MoneyField(_("retenu"), default=0, editable=False)

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("fundingplan:{0.plan_id}")

    class Meta:
        verbose_name = _("financement")
        verbose_name_plural = _("financements")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["cooperation", "year", "section"]),
            models.Index(fields=["funder", "year"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_remainder=False) | Q(kind=LineKind.OWN),
                name="remainder_is_own_money",
            ),
            models.CheckConstraint(
                condition=Q(funder__isnull=False) | Q(kind__in=WITHOUT_FUNDER),
                name="line_has_a_funder",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(is_remainder=True, section=Section.INVESTMENT),
                name="one_remainder_per_investment",
                violation_error_message=SECOND_REST,
            ),
            models.UniqueConstraint(
                fields=["plan", "year"],
                condition=Q(is_remainder=True, section=Section.OPERATING),
                name="one_remainder_per_operating_year",
                violation_error_message=SECOND_REST,
            ),
            models.UniqueConstraint(
                F("plan"),
                F("kind"),
                Coalesce("funder", 0),
                F("label"),
                F("section"),
                F("year"),
                name="one_line_per_funder_scheme_and_year",
                violation_error_message=LINE_TWICE,
            ),
        ]

    def __str__(self) -> str:
        name = str(self.funder) if self.funder else french.capital(str(self.get_kind_display()))
        return ", ".join(filter(None, (name, self.label)))


class LineStep(Gathered, Replaceable):
    """What happened to a line on a day, for how much; nothing overwrites a step.

    One of the same kind replaces it; what is paid, and paid back, adds up.
    """

    line = models.ForeignKey(
        FundingLine, models.CASCADE, related_name="steps", verbose_name=_("financement")
    )
    kind = models.CharField(_("étape"), max_length=9, choices=MoneyState)
    on = models.DateField(_("le"))
    amount_cents = MoneyField(_("montant"), null=True, blank=True)
    act_number = models.CharField(_("acte"), max_length=120, blank=True)
    note = models.CharField(_("et la suite"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)
    sheet_key = SheetKey("fundingplan:{0.line.plan_id}")

    class Meta:
        verbose_name = _("étape d’un financement")
        verbose_name_plural = _("étapes des financements")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class CheckReason(models.Model):
    """Why a plan departs from what a rule says, who wrote it and when."""

    plan = models.ForeignKey(
        FundingPlan, models.CASCADE, related_name="reasons", verbose_name=_("plan")
    )
    rule = models.CharField(_("règle"), max_length=17, choices=PlanRule)
    reason = models.CharField(_("pourquoi"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par")
    )
    on = models.DateField(_("le"))
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)
    sheet_key = SheetKey("fundingplan:{0.plan_id}")

    class Meta:
        verbose_name = _("raison d’un écart à la règle")
        verbose_name_plural = _("raisons des écarts à la règle")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rule"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_reason_per_rule",
            )
        ]

    def __str__(self) -> str:
        return self.reason
