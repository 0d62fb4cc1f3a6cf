"""What does a structure draw from the cooperation, and what did it say of its own page?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation.choices import BenefitKind
from maillage.trade.funding.funding_plan.models import OF_YEARS

ENDS_FIRST = _("La dernière année vient avant la première.")


class Benefit(Versioned, VisibleRecord):
    """Something that a structure draws from the cooperation, over some years, and its evidence.

    `quantity` and `unit` count what can be; `cents` is a sum, never added to anything else.
    It is attested by a document, by what `evidence` names, or by the structure (`attested_on`).
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    from_year = models.PositiveSmallIntegerField(_("de"), validators=OF_YEARS)
    to_year = models.PositiveSmallIntegerField(_("à"), validators=OF_YEARS)
    kind = models.CharField(
        _("nature"), max_length=10, choices=BenefitKind, default=BenefitKind.DIRECT
    )
    label = models.CharField(_("ce qu’elle en retire"), max_length=200)
    quantity = models.DecimalField(
        _("quantité"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    cents = MoneyField(_("en euros, si c’est une somme"), null=True, blank=True)
    evidence = models.CharField(_("ce qui le montre"), max_length=300, blank=True)
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pièce"),
    )
    attested_on = models.DateField(_("confirmé le"), null=True, editable=False)
    attested_by = models.CharField(_("confirmé par"), max_length=150, blank=True, editable=False)

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("balance:{0.organisation_id}")

    class Meta:
        verbose_name = _("bénéfice")
        verbose_name_plural = _("bénéfices")
        ordering = ["organisation", "from_year", "pk"]
        indexes = [models.Index(fields=["cooperation", "organisation"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_year__gte=F("from_year")),
                name="benefit_ends_after_it_begins",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_attested(self) -> bool:
        """Whether a document, a reference or the structure itself says so."""
        return bool(self.attachment_id or self.evidence or self.attested_on)


class BalanceReading(Versioned):
    """The page of one structure for some years: sent to it, read by it, then open to the members.

    It is read by the structure before anybody else; `shared_on` opens it to all members, never
    while what the structure contests is not answered.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    from_year = models.PositiveSmallIntegerField(_("de"), validators=OF_YEARS)
    to_year = models.PositiveSmallIntegerField(_("à"), validators=OF_YEARS)
    sent_on = models.DateField(_("envoyée le"), null=True, blank=True)
    read_on = models.DateField(_("relue le"), null=True, blank=True)
    words = models.TextField(_("ce qu’elle en dit"), max_length=2000, blank=True)
    said_by = models.CharField(_("dit par"), max_length=150, blank=True)
    is_contested = models.BooleanField(_("quelque chose n’est pas juste"), default=False)
    answer = models.TextField(_("ce qu’on lui répond"), max_length=2000, blank=True)
    answered_on = models.DateField(_("répondue le"), null=True, editable=False)
    shared_on = models.DateField(_("ouverte aux membres le"), null=True, blank=True)
    sheet_key = SheetKey("balance:{0.organisation_id}")

    class Meta:
        verbose_name = _("page d’une structure")
        verbose_name_plural = _("pages des structures")
        ordering = ["organisation", "-to_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "from_year", "to_year"],
                name="one_page_per_structure_and_years",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
