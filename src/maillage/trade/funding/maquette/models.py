"""What did the operations cost, and who paid them, the day a body looked at them all?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.core import french
from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.funding.choices import LineKind, MoneyState, Section
from maillage.trade.governance.models import Decision

NAME_TWICE = _("Une version porte déjà ce nom : donnez-en un autre.")


class MaquetteVersion(Versioned):
    """The table of operations as it was frozen one day; its sums and its words never change.

    Its name and its decision are written until a decision is there. `fingerprint` is that of its
    rows.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    name = models.CharField(_("nom"), max_length=80)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision qui la valide"),
    )
    frozen_on = models.DateField(_("figée le"), editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("figée par"),
    )
    fingerprint = models.CharField(_("empreinte"), max_length=64, editable=False)
    sheet_key = SheetKey("maquetteversion:{0.pk}")

    class Meta:
        verbose_name = _("version de la maquette")
        verbose_name_plural = _("versions de la maquette")
        ordering = ["-frozen_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "name"],
                name="one_maquette_per_name",
                violation_error_message=NAME_TWICE,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def decided_on(self) -> str:
        """The day of its decision, as a sentence says it; empty without one."""
        if self.decision is None:
            return ""
        meeting = self.decision.meeting
        day = meeting.held_on if meeting else self.decision.decided_on
        return french.long_date(day) if day else ""

    @property
    def closed_words(self) -> str:
        """Why its name and its decision are not written any more: it serves a decision."""
        if self.decision is None:
            return ""
        day = self.decided_on
        where = _now("dans la décision du %(day)s") % {"day": day} if day else _now("par décision")
        return _now("Cette version est figée %(where)s. Faites-en une nouvelle pour changer.") % {
            "where": where
        }


class MaquetteRow(models.Model):
    """A sum of a version, copied: its numbers are those that the living had that day."""

    version = models.ForeignKey(
        MaquetteVersion, models.CASCADE, related_name="rows", verbose_name=_("version")
    )
    plan = models.PositiveBigIntegerField(_("numéro du plan"))
    place = models.PositiveIntegerField(_("place de l’axe"))
    name = models.CharField(_("opération"), max_length=200)
    axis = models.CharField(_("axe"), max_length=200, blank=True)
    owner = models.PositiveBigIntegerField(_("numéro du maître d’ouvrage"))
    owner_name = models.CharField(_("maître d’ouvrage"), max_length=200)
    section = models.CharField(_("section"), max_length=10, choices=Section)
    year = models.PositiveSmallIntegerField(_("année"))
    level = models.CharField(_("visible par"), max_length=10, choices=Visibility)
    cost = MoneyField(_("coût"), default=0)
    kind = models.CharField(_("nature"), max_length=17, choices=LineKind, blank=True)
    payer = models.PositiveBigIntegerField(_("numéro du financeur"), default=0)
    payer_name = models.CharField(_("financeur"), max_length=200, blank=True)
    receiver = models.PositiveBigIntegerField(_("numéro de qui reçoit"), default=0)
    receiver_name = models.CharField(_("qui reçoit"), max_length=200, blank=True)
    scheme = models.CharField(_("au titre de"), max_length=120, blank=True)
    state = models.CharField(_("où en est-on"), max_length=9, choices=MoneyState, blank=True)
    is_remainder = models.BooleanField(_("prend le reste"), default=False)
    expected = MoneyField(pgettext_lazy("money", "pressenti"), null=True)
    requested = MoneyField(pgettext_lazy("money", "demandé"), null=True)
    granted = MoneyField(pgettext_lazy("money", "accordé"), null=True)
    paid = MoneyField(pgettext_lazy("money", "versé"), null=True)
    counted = MoneyField(_("retenu"), default=0)

    class Meta:
        verbose_name = _("ligne d’une version de la maquette")
        verbose_name_plural = _("lignes des versions de la maquette")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"
