"""Which structures are in the cooperation, who weighs on it, and who speaks for whom?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.records.models.organisations import Organisation, PartOfOrganisation
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.models.periods import Period


class Member(PartOfOrganisation, Versioned, Period):
    """A structure's place in a cooperation, and its point of contact."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="members", verbose_name=_("coopération")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("structure")
    )
    kind = models.CharField(_("place"), max_length=10, choices=MemberKind, default=MemberKind.FULL)
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("point de contact"),
    )

    class Meta(Period.Meta):
        verbose_name = _("membre")
        verbose_name_plural = _("membres")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["cooperation", "organisation"],
                condition=Q(until__isnull=True),
                name="one_open_membership",
                violation_error_message=_("Cette structure est déjà membre de la coopération."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Actor(models.Model):
    """Who weighs on a cooperation: a structure, a person in their function, or a named group."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="actors", verbose_name=_("coopération")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors",
        verbose_name=_("structure"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors",
        verbose_name=_("personne"),
    )
    group = models.CharField(_("groupe"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("acteur")
        verbose_name_plural = _("acteurs")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, person__isnull=True, group="")
                    | Q(organisation__isnull=True, person__isnull=False, group="")
                    | Q(organisation__isnull=True, person__isnull=True) & ~Q(group="")
                ),
                name="actor_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "organisation"], name="one_actor_per_organisation"
            ),
            models.UniqueConstraint(fields=["cooperation", "person"], name="one_actor_per_person"),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.person or self.group)


class Spokesperson(models.Model):
    """For which member structures an access speaks."""

    access = models.ForeignKey(
        Access, models.CASCADE, related_name="spokespersons", verbose_name=_("accès")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="spokespersons", verbose_name=_("structure")
    )

    class Meta:
        verbose_name = _("porte-parole")
        verbose_name_plural = _("porte-parole")
        constraints = [
            models.UniqueConstraint(fields=["access", "organisation"], name="one_spokesperson_row")
        ]

    def __str__(self) -> str:
        return f"{self.access.user} pour {self.organisation}"
