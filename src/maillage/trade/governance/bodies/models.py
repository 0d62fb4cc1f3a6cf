"""Where does one decide together: which bodies, made of whom, by which rule?"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.models.periods import Period
from maillage.trade.governance.choices import BodyKind, DecisionRule, HolderKind, QuorumKind, Voice

NAME_TAKEN = _("Une instance porte déjà ce nom : ouvrez sa fiche.")


class Body(Versioned, Period):
    """An *instance* of a cooperation, made of structures, for the time of its mandate."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="bodies", verbose_name=_("coopération")
    )
    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(
        _("nature"), max_length=10, choices=BodyKind, default=BodyKind.POLITICAL
    )
    purpose = models.TextField(_("objet"), blank=True)
    colleges = models.TextField(_("collèges"), blank=True)
    rhythm = models.CharField(_("rythme"), max_length=120, blank=True)
    quorum = models.CharField(
        _("quorum"), max_length=10, choices=QuorumKind, default=QuorumKind.NONE
    )
    least_college = models.CharField(_("collège garanti"), max_length=100, blank=True)
    least_percent = models.PositiveSmallIntegerField(
        _("sa part des voix présentes, en %"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    takes_proxies = models.BooleanField(
        _("pouvoirs admis"),
        default=False,
        help_text=_(
            "Si son règlement permet à un membre de donner pouvoir à un autre : la convocation "
            "porte alors un formulaire de pouvoir."
        ),
    )
    decision_rule = models.CharField(
        _("règle de décision"), max_length=30, choices=DecisionRule, blank=True
    )
    folded = FoldedField("name")
    sheet_key = SheetKey("body:{0.pk}")

    class Meta(Period.Meta):
        verbose_name = _("instance")
        verbose_name_plural = _("instances")
        ordering = ["name", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["cooperation", "name"],
                condition=Q(until__isnull=True),
                name="one_open_body_per_name",
                violation_error_message=NAME_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def college_names(self) -> tuple[str, ...]:
        """The colleges into which its seats are divided, in their order; none is usual."""
        return tuple(line for line in self.colleges.splitlines() if line)


class Seat(Versioned, Period):
    """A place in a body: of a structure, or of a person who sits in their own name."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("instance"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    college = models.CharField(_("collège"), max_length=100, blank=True)
    voice = models.CharField(_("voix"), max_length=12, choices=Voice, default=Voice.DELIBERATIVE)
    weight = models.PositiveSmallIntegerField(
        _("nombre de voix"), default=1, validators=[MinValueValidator(1)]
    )
    sheet_key = SheetKey("body:{0.body_id}")

    class Meta(Period.Meta):
        verbose_name = _("siège")
        verbose_name_plural = _("sièges")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(person__isnull=True),
                name="seat_of_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.person)


class Holder(Period):
    """Who holds the seat of a structure, from when to when; ended, never overwritten."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders", verbose_name=_("siège"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("personne"))
    kind = models.CharField(
        _("qualité"), max_length=10, choices=HolderKind, default=HolderKind.TITULAIRE
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    sheet_key = SheetKey("{0.seat.sheet_key}")

    class Meta(Period.Meta):
        verbose_name = _("représentation")
        verbose_name_plural = _("représentations")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat", "person"],
                condition=Q(until__isnull=True),
                name="one_open_holder_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()}"
