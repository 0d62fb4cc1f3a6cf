"""Which structures exist, under which names, with which services and competences?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Workspace
from maillage.ground.directory.choices import HoldState, OrganisationKind
from maillage.ground.directory.records.models.periods import Period
from maillage.ground.territories.models import Territory

SIREN_TAKEN = _(
    "Une structure porte déjà ce SIREN : ouvrez sa fiche, ou indiquez le SIRET de l’établissement."
)
NOT_HELD = _("Une compétence transférée n’est plus détenue.")
GROUPING_TAKEN = _("Cette appartenance est déjà sur la fiche.")


class Organisation(Versioned):
    """A legal body known to a workspace; `name` is the one in force, past ones are dated rows.

    `population` is what somebody said, on a date: the official count is its territory's.
    """

    workspace = models.ForeignKey(
        Workspace, models.PROTECT, related_name="organisations", verbose_name=_("espace")
    )
    name = models.CharField(_("nom"), max_length=300)
    short_name = models.CharField(_("sigle ou nom court"), max_length=60, blank=True)
    kind = models.CharField(
        _("nature"), max_length=12, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    legal_form = models.CharField(_("forme juridique"), max_length=120, blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    rna = models.CharField(_("numéro RNA"), max_length=10, blank=True)
    uai = models.CharField(_("code UAI"), max_length=8, blank=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("territoire"),
    )
    address = models.TextField(_("adresse du siège"), blank=True)
    commune = models.CharField(_("commune du siège"), max_length=200, blank=True)
    website = models.URLField(_("site"), blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = models.DateField(_("population relevée le"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("structure qui lui succède"),
    )
    ended_on = models.DateField(_("dissoute le"), null=True, blank=True)
    folded = FoldedField("name", "short_name", "commune")
    sheet_key = SheetKey("organisation:{0.pk}")

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["workspace", "name"]),
            models.Index(fields=["workspace", "folded"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "siren"],
                condition=~Q(siren="") & Q(siret="") & Q(ended_on__isnull=True),
                name="one_organisation_per_siren",
                violation_error_message=SIREN_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartOfOrganisation(models.Model):
    """What is told on the sheet of a structure."""

    organisation_id: int
    sheet_key = SheetKey("organisation:{0.organisation_id}")

    class Meta:
        abstract = True


class OrganisationName(PartOfOrganisation, Period):
    """A name that the structure bore, from a date to another."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="names", verbose_name=_("structure")
    )
    name = models.CharField(_("nom"), max_length=300)

    class Meta(Period.Meta):
        verbose_name = _("nom daté")
        verbose_name_plural = _("noms datés")

    def __str__(self) -> str:
        return self.name


class Department(PartOfOrganisation, Versioned):
    """A service of a structure."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="departments", verbose_name=_("structure")
    )
    name = models.CharField(_("nom du service"), max_length=200)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_department_per_name",
                violation_error_message=_("Ce service existe déjà dans la structure."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Competence(PartOfOrganisation, Period):
    """A competence that a structure holds, or has transferred to another."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="competences", verbose_name=_("structure")
    )
    domain = models.CharField(_("compétence"), max_length=120)
    state = models.CharField(_("état"), max_length=12, choices=HoldState, default=HoldState.HELD)
    holder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="received_competences",
        verbose_name=_("transférée à"),
    )

    class Meta(Period.Meta):
        verbose_name = _("compétence")
        verbose_name_plural = _("compétences")
        ordering = ["domain", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "domain"],
                condition=Q(until__isnull=True),
                name="one_open_competence",
                violation_error_message=_("Cette compétence est déjà sur la fiche."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class Grouping(PartOfOrganisation, Period):
    """A structure's belonging to a grouping (EPCI, syndicat, PETR, parc)."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="groupings", verbose_name=_("structure")
    )
    group = models.ForeignKey(
        Organisation, models.PROTECT, related_name="grouped", verbose_name=_("groupement")
    )

    class Meta(Period.Meta):
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(organisation=models.F("group")),
                name="grouping_of_another",
                violation_error_message=_("Une structure n’appartient pas à elle-même."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "group"],
                condition=Q(until__isnull=True),
                name="one_open_grouping",
                violation_error_message=GROUPING_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ∈ {self.group}"
