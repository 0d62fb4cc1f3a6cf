"""Which territories exist, how many live there, and in which areas do they lie?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Workspace
from maillage.ground.territories.choices import EpciType
from maillage.ground.territories.choices import Kind as KindChoices


class Territory(models.Model):
    """A commune, EPCI, département or région of the official register, or a drawn perimeter.

    `workspace` is null for the official register; otherwise the territory is known there only.
    The seat is in ten-thousandths of a degree; `departements` are codes, the main one first.
    """

    Kind = KindChoices

    kind = models.CharField(_("nature"), max_length=12, choices=KindChoices)
    code = models.CharField(_("code"), max_length=20, blank=True, db_index=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, db_index=True)
    name = models.CharField(_("nom"), max_length=200)
    type = models.CharField(_("forme"), max_length=5, choices=EpciType, blank=True)
    departements = models.CharField(_("départements"), max_length=60, blank=True)
    longitude = models.IntegerField(_("longitude du siège"), null=True, blank=True)
    latitude = models.IntegerField(_("latitude du siège"), null=True, blank=True)
    ended_on = models.DateField(_("disparu le"), null=True, blank=True)
    workspace = models.ForeignKey(
        Workspace,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="territories",
        verbose_name=_("espace"),
    )

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=Q(workspace__isnull=True),
                name="one_official_territory_per_code",
            ),
            models.UniqueConstraint(
                fields=["workspace", "kind", "code"],
                condition=Q(workspace__isnull=False),
                name="one_own_territory_per_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """What names the territory in forms: commune:44131."""
        return f"{self.kind}:{self.code}"

    @property
    def kind_in_words(self) -> str:
        """The nature of the territory; for an EPCI, its legal class."""
        return self.get_type_display() if self.type else self.get_kind_display()


class Population(models.Model):
    """How many people lived in the territory in a reference year, and who counted them."""

    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="populations", verbose_name=_("territoire")
    )
    year = models.PositiveSmallIntegerField(_("année de référence"))
    count = models.PositiveIntegerField(_("habitants"))
    source = models.CharField(_("source"), max_length=120)

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        constraints = [
            models.UniqueConstraint(fields=["territory", "year"], name="one_population_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.count} ({self.year})"


class Membership(models.Model):
    """A territory lies in an area from a date to another: a commune in its EPCI, its parc…"""

    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="memberships", verbose_name=_("territoire")
    )
    area = models.ForeignKey(
        Territory, models.CASCADE, related_name="contents", verbose_name=_("dans")
    )
    since = models.DateField(_("depuis le"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("appartenance territoriale")
        verbose_name_plural = _("appartenances territoriales")
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "area"],
                condition=Q(until__isnull=True),
                name="one_open_territory_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} ∈ {self.area_id}"


class Outline(models.Model):
    """The outline of a territory of a workspace; official ones are in the register's file."""

    territory = models.OneToOneField(
        Territory, models.CASCADE, related_name="outline", verbose_name=_("territoire")
    )
    packed = models.BinaryField(_("contour"))

    class Meta:
        verbose_name = _("contour")
        verbose_name_plural = _("contours")

    def __str__(self) -> str:
        return str(self.territory_id)


class RegisterLoad(models.Model):
    """Which official register the database holds: its digest, and the year it is in force."""

    digest = models.CharField(_("empreinte"), max_length=64, unique=True)
    in_force = models.PositiveSmallIntegerField(_("année"))
    loaded_at = models.DateTimeField(_("chargé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("registre chargé")
        verbose_name_plural = _("registres chargés")

    def __str__(self) -> str:
        return str(self.in_force)
