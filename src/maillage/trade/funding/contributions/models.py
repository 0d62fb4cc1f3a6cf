"""What is a structure to pay in a year, by which calls, and by which receipts?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import Gathered
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.cost_keys.models import CostSharing
from maillage.trade.funding.funding_plan.models import OF_YEARS

CONTRIBUTION_TWICE = _("Cette structure a déjà cette contribution dans l’année : corrigez-la.")
KEY_FIRST = _("Figez d’abord une clé de ce partage.")


class Contribution(Versioned):
    """What one structure is to pay in one year, on one ground; what is planned is not called.

    That of a structure that another took over from stays as it was, and counts no more: the other
    has its own, `taken_from` it, with all that was called and came.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    year = models.PositiveSmallIntegerField(_("année"), validators=OF_YEARS)
    sharing = models.ForeignKey(
        CostSharing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partage"),
    )
    origin = models.CharField(
        _("d’où vient la somme"), max_length=10, choices=Origin, default=Origin.AGREEMENT
    )
    origin_text = models.CharField(_("précision"), max_length=200, blank=True)
    planned_cents = MoneyField(_("prévue"), null=True, blank=True)
    collector = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui encaisse"),
    )
    taken_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="taken_by",
        verbose_name=_("reprise de"),
    )
    taken_on = models.DateField(_("reprise le"), null=True, editable=False)
    sheet_key = SheetKey("contribution:{0.pk}")
    # what `queries` read with it, in the order of days
    calls_read: "list[ContributionCall]"
    receipts_read: "list[ContributionReceipt]"

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["cooperation", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "year", "sharing", "origin"],
                condition=Q(sharing__isnull=False, taken_from__isnull=True),
                name="one_contribution_per_sharing",
                violation_error_message=CONTRIBUTION_TWICE,
            ),
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "year", "origin"],
                condition=Q(sharing__isnull=True, taken_from__isnull=True),
                name="one_contribution_per_origin",
                violation_error_message=CONTRIBUTION_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"

    @property
    def is_proposed(self) -> bool:
        """Whether it follows a key that no decision has frozen; read by `contributions`."""
        return self.sharing_id is not None and not getattr(self, "is_by_frozen_key", True)

    @property
    def ground(self) -> str:
        """From what it comes: « convention : clé votée en mars », « clé proposée », or nothing."""
        if self.is_proposed:
            return gettext("clé proposée, pas encore figée")
        origin = "" if self.origin == Origin.UNKNOWN else str(self.get_origin_display())
        return " : ".join(filter(None, (origin, self.origin_text)))


class PartOfContribution(models.Model):
    """What is told on the sheet of a contribution."""

    contribution_id: int
    sheet_key = SheetKey("contribution:{0.contribution_id}")

    class Meta:
        abstract = True


class ContributionCall(PartOfContribution, Versioned):
    """A sum called on a day and due on another; one that is cancelled keeps its reason."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="calls", verbose_name=_("contribution")
    )
    cents = MoneyField(_("montant"))
    called_on = models.DateField(_("appelé le"))
    due_on = models.DateField(_("à payer avant le"), null=True, blank=True)
    title_number = models.CharField(_("n° de titre"), max_length=60, blank=True)
    cancelled_on = models.DateField(_("annulé le"), null=True, blank=True, editable=False)
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("appel de contribution")
        verbose_name_plural = _("appels de contribution")
        ordering = ["called_on", "pk"]

    def __str__(self) -> str:
        return gettext("appel de %(who)s") % {"who": self.contribution}

    @property
    def closed_words(self) -> str:
        """Why it is not written any more: it was cancelled."""
        return gettext("Cet appel est annulé.") if self.cancelled_on else ""


class ContributionReceipt(PartOfContribution, Gathered):
    """A sum that came: the officers and the structure that paid read it, nobody else."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="receipts", verbose_name=_("contribution")
    )
    cents = MoneyField(_("montant"))
    on = models.DateField(_("reçu le"))
    how = models.CharField(_("comment"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("versement d’une contribution")
        verbose_name_plural = _("versements des contributions")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return gettext("versement de %(who)s") % {"who": self.contribution}
