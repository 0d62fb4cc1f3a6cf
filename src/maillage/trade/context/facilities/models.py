"""Which facilities are there, what lets them run, and how many need them where?"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.days import ENDS_FIRST
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import (
    AgreementKind,
    FacilityField,
    FacilityKind,
    FacilityState,
    NeedKind,
)

MOST_PLACES, MOST_CHILDREN = 2000, 100_000
TWICE = _("Cet équipement est déjà dans la liste, dans cette commune.")


class Facility(Versioned):
    """A place where people are received: what it is, where, run by whom, for how many."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    kind = models.CharField(_("nature"), max_length=10, choices=FacilityKind)
    name = models.CharField(_("nom"), max_length=160)
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("commune")
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    manager = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gestionnaire"),
    )
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("propriétaire"),
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[MaxValueValidator(MOST_PLACES)]
    )
    free_places = models.PositiveSmallIntegerField(
        _("places libres"), null=True, blank=True, validators=[MaxValueValidator(MOST_PLACES)]
    )
    counted_on = models.DateField(_("comptées le"), null=True, blank=True)
    hours = models.CharField(_("horaires"), max_length=200, blank=True)
    state = models.CharField(
        _("où en est-il"), max_length=10, choices=FacilityState, default=FacilityState.OPEN
    )
    since = models.DateField(_("ouvert depuis le"), null=True, blank=True)
    until = models.DateField(_("fermé le"), null=True, blank=True)
    folded = FoldedField("name", "address")
    sheet_key = SheetKey("facility:{0.pk}")

    class Meta:
        verbose_name = _("équipement")
        verbose_name_plural = _("équipements")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["cooperation", "kind", "commune"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "commune", "name"],
                name="one_facility_of_this_name_per_commune",
                violation_error_message=TWICE,
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="facility_closes_after_it_opens",
                violation_error_message=ENDS_FIRST,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FacilityAgreement(models.Model):
    """What lets a facility run or pays for it, until a day; a later one follows, none is lost."""

    facility = models.ForeignKey(
        Facility, models.CASCADE, related_name="agreements", verbose_name=_("équipement")
    )
    kind = models.CharField(_("nature"), max_length=10, choices=AgreementKind)
    with_whom = models.CharField(_("avec qui"), max_length=120, blank=True)
    start_on = models.DateField(_("début"), null=True, blank=True)
    end_on = models.DateField(_("fin"), null=True, blank=True)
    act = models.CharField(_("acte"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("convention d’un équipement")
        verbose_name_plural = _("conventions des équipements")
        ordering = ["-end_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True)
                | Q(end_on__isnull=True)
                | Q(end_on__gte=F("start_on")),
                name="facility_agreement_ends_after_it_starts",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class LocalNeed(models.Model):
    """How many people of an age live in a commune, in a year, counted by whom."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    commune = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("commune")
    )
    kind = models.CharField(_("qui"), max_length=10, choices=NeedKind)
    number = models.PositiveIntegerField(
        _("combien"), validators=[MaxValueValidator(MOST_CHILDREN)]
    )
    year = models.PositiveSmallIntegerField(_("en quelle année"))
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("besoin d’une commune")
        verbose_name_plural = _("besoins des communes")
        ordering = ["commune__name", "kind", "-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "commune", "kind", "year"], name="one_need_per_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune}, {self.get_kind_display()}"


class DeficitArea(models.Model):
    """That places lack in a commune, or not, said by hand with a reason; the last one counts."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="+", verbose_name=_("territoire")
    )
    field = models.CharField(_("pour"), max_length=10, choices=FacilityField)
    is_deficit = models.BooleanField(_("en secteur déficitaire"))
    reason = models.CharField(_("pourquoi"), max_length=300)
    on = models.DateField(_("le"))

    class Meta:
        verbose_name = _("secteur déficitaire")
        verbose_name_plural = _("secteurs déficitaires")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return str(self.territory)
