"""Who helps what, at which rate, until when, and which actions could it serve?"""

from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.funding.choices import OF_RATES, Pays, Recurrence, Section, SourceKind, Stance
from maillage.trade.plan.models import Action
from maillage.trade.stakes.models import Theme

SOURCE_TWICE = _("Cette source est déjà notée : complétez-la, ou donnez un autre nom.")
CLOSES_BEFORE = _("La fermeture précède l’ouverture : corrigez l’une des dates.")
OF_MONTHS = (MinValueValidator(1), MaxValueValidator(120))
PREDEPOSIT_AFTER = _("Le prédépôt vient après la fermeture : corrigez l’une des dates.")
RATES_CROSSED = _("Le taux minimal dépasse le taux maximal : corrigez l’un des deux.")
STALE, SOON = timedelta(days=365), timedelta(days=30)


class FundingSource(Versioned):
    """A call, an allocation, a scheme of aid, and its rules; amounts are in cents.

    `checked_on` is the day on which somebody read the rules again where they are published.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    name = models.CharField(_("nom"), max_length=160)
    funder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("financeur"),
    )
    funder_name = models.CharField(_("ou son nom"), max_length=160, blank=True)
    programme = models.CharField(_("programme"), max_length=160, blank=True)
    kind = models.CharField(_("nature"), max_length=10, choices=SourceKind, default=SourceKind.CALL)
    recurrence = models.CharField(
        _("revient"), max_length=9, choices=Recurrence, default=Recurrence.ONCE
    )
    is_detr = models.BooleanField(_("règles de la DETR"), default=False)
    opens_on = models.DateField(_("ouvre le"), null=True, blank=True)
    predeposit_on = models.DateField(_("prédépôt avant le"), null=True, blank=True)
    closes_on = models.DateField(_("ferme le"), null=True, blank=True)
    rate_min_bp = models.PositiveIntegerField(
        _("taux minimal"), null=True, blank=True, validators=OF_RATES
    )
    rate_bp = models.PositiveIntegerField(
        _("taux maximal"), null=True, blank=True, validators=OF_RATES
    )
    floor_cents = MoneyField(_("aide minimale"), null=True, blank=True)
    cap_cents = MoneyField(_("plafond"), null=True, blank=True)
    budget_cents = MoneyField(_("enveloppe d’une année"), null=True, blank=True)
    section = models.CharField(_("section aidée"), max_length=10, choices=Section, blank=True)
    eligible_costs = models.TextField(_("ce qu’elle aide"), blank=True)
    left_out_costs = models.CharField(_("ce qu’elle n’aide pas"), max_length=300, blank=True)
    beneficiaries = models.CharField(_("qui peut demander"), max_length=300, blank=True)
    excludes = models.ManyToManyField(
        "self", blank=True, symmetrical=True, verbose_name=_("non cumulable avec")
    )
    advance_bp = models.PositiveIntegerField(
        _("avance"), null=True, blank=True, validators=OF_RATES
    )
    pays = models.CharField(_("verse"), max_length=8, choices=Pays, blank=True)
    begins_within = models.PositiveSmallIntegerField(
        _("à commencer dans les, en mois"), null=True, blank=True, validators=OF_MONTHS
    )
    ends_within = models.PositiveSmallIntegerField(
        _("à achever dans les, en mois"), null=True, blank=True, validators=OF_MONTHS
    )
    instructor = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui instruit"),
    )
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("à qui parler"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("thèmes"))
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name=_("territoires")
    )
    url = models.URLField(_("adresse"), max_length=300, blank=True)
    checked_on = models.DateField(_("vérifiée le"), null=True, blank=True)
    stance = models.CharField(
        _("pour nous"), max_length=8, choices=Stance, default=Stance.TO_STUDY, editable=False
    )
    stance_reason = models.CharField(_("pourquoi"), max_length=300, blank=True, editable=False)
    folded = FoldedField("name", "funder_name", "programme", "eligible_costs")
    sheet_key = SheetKey("fundingsource:{0.pk}")

    class Meta:
        verbose_name = _("source de financement")
        verbose_name_plural = _("sources de financement")
        ordering = [F("closes_on").asc(nulls_last=True), "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "name"],
                name="one_source_per_name",
                violation_error_message=SOURCE_TWICE,
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
                name="source_opens_before_it_closes",
                violation_error_message=CLOSES_BEFORE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> str:
        """Who pays, in words."""
        return (self.funder.short_name or self.funder.name) if self.funder else self.funder_name

    def is_open(self, today: date) -> bool:
        """Whether one may ask today: within its days, or always when it has none and goes on."""
        if self.opens_on is None and self.closes_on is None:
            return self.recurrence == Recurrence.ONGOING
        opened = self.opens_on is None or self.opens_on <= today
        return opened and (self.closes_on is None or self.closes_on >= today)

    def returns(self, today: date) -> bool:
        """Whether it is closed and comes back: its next days are to be confirmed."""
        is_closed = self.closes_on is not None and self.closes_on < today
        return is_closed and self.recurrence == Recurrence.YEARLY

    def is_stale(self, today: date) -> bool:
        """Whether its rules are to be read again: never checked, a year ago, or it comes back."""
        return self.checked_on is None or self.checked_on < today - STALE or self.returns(today)


class SourceMatch(models.Model):
    """An action that a source could serve, and why."""

    source = models.ForeignKey(
        FundingSource, models.CASCADE, related_name="matches", verbose_name=_("source")
    )
    action = models.ForeignKey(
        Action, models.CASCADE, related_name="sources", verbose_name=_("action")
    )
    note = models.CharField(_("à quel titre"), max_length=200, blank=True)
    chosen_on = models.DateField(_("depuis le"))
    sheet_key = SheetKey("fundingsource:{0.source_id}")

    class Meta:
        verbose_name = _("action qu’une source pourrait servir")
        verbose_name_plural = _("actions que les sources pourraient servir")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "action"], name="one_match_per_action")
        ]

    def __str__(self) -> str:
        return str(self.action)
