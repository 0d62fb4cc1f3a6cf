"""Who is who, in which structure, as what, and from when to when?"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.directory.choices import NOTED_AS_LEFT, MandateKind
from maillage.ground.directory.records.models.organisations import Department, Organisation
from maillage.ground.directory.records.models.periods import Period


def full_name(given_name: str, family_name: str) -> str:
    """« Inès Gaborit », or one of both alone."""
    return f"{given_name} {family_name}".strip()


class Person(Versioned):
    """A person known to a workspace for their function, with the source of what is known."""

    sheet_key = SheetKey("person:{0.pk}")

    class Civility(models.TextChoices):
        MME = "Mme", _("Mme")
        M = "M.", _("M.")

    workspace = models.ForeignKey(
        Workspace, models.PROTECT, related_name="people", verbose_name=_("espace")
    )
    civility = models.CharField(_("civilité"), max_length=3, choices=Civility, blank=True)
    family_name = models.CharField(_("nom"), max_length=150)
    given_name = models.CharField(_("prénom"), max_length=150, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    informed_on = models.DateField(_("informée le"), null=True, blank=True)
    informed_how = models.CharField(_("informée comment"), max_length=200, blank=True)
    retained_until = models.DateField(_("à revoir le"), null=True, blank=True)
    retained_for = models.CharField(_("gardée parce que"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("saisie le"), auto_now_add=True)
    folded = FoldedField("family_name", "given_name")

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        ordering = ["family_name", "given_name", "pk"]
        indexes = [
            models.Index(fields=["workspace", "family_name", "given_name"]),
            models.Index(fields=["workspace", "folded"]),
        ]

    def __str__(self) -> str:
        return full_name(self.given_name, self.family_name)

    @property
    def sorted_name(self) -> str:
        """The name as lists write it: family name first."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


class PartOfPerson(models.Model):
    """What is told on the sheet of a person."""

    person_id: int
    sheet_key = SheetKey("person:{0.person_id}")

    class Meta:
        abstract = True


class Mandate(PartOfPerson, Versioned, Period):
    """What a person does in a structure, from when to when; it ends, it is never deleted."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="mandates", verbose_name=_("personne")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mandates", verbose_name=_("structure")
    )
    department = models.ForeignKey(
        Department,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("service"),
    )
    kind = models.CharField(
        _("qualité"), max_length=10, choices=MandateKind, default=MandateKind.OTHER
    )
    function = models.CharField(_("fonction"), max_length=300, blank=True)
    theme = models.CharField(_("thème"), max_length=200, blank=True)
    body = models.CharField(_("instance"), max_length=200, blank=True)
    college = models.CharField(_("collège"), max_length=100, blank=True)
    voice = models.CharField(_("voix"), max_length=40, blank=True)
    notes = models.TextField(_("précisions"), blank=True)
    folded = FoldedField("function", "theme", "body")

    class Meta(Period.Meta):
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        indexes = [
            models.Index(fields=["organisation", "until"]),
            models.Index(fields=["until"]),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.function or self.get_kind_display()}"

    @property
    def is_noted_as_left(self) -> bool:
        """Whether a file said that the person is gone, without a day."""
        return NOTED_AS_LEFT in self.notes


class Skill(PartOfPerson):
    """What a person knows how to do, in professional facts."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="skills", verbose_name=_("personne")
    )
    name = models.CharField(_("compétence"), max_length=120)
    folded = FoldedField("name")

    class Meta:
        verbose_name = _("savoir-faire")
        verbose_name_plural = _("savoir-faire")
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_skill_row")]

    def __str__(self) -> str:
        return self.name


class Referral(models.Model):
    """What one calls this person for, in the first or second place."""

    mandate = models.ForeignKey(
        Mandate, models.CASCADE, related_name="referrals", verbose_name=_("mandat")
    )
    topic = models.CharField(_("l’appeler pour"), max_length=200)
    folded = FoldedField("topic")
    rank = models.PositiveSmallIntegerField(_("rang"), default=1)
    sheet_key = SheetKey("{0.mandate.sheet_key}")

    class Meta:
        verbose_name = _("qui appeler pour quoi")
        verbose_name_plural = _("qui appeler pour quoi")
        ordering = ["rank", "topic", "pk"]
        indexes = [models.Index(fields=["folded", "rank"])]

    def __str__(self) -> str:
        return self.topic


class Availability(VisibleRecord, Period):
    """The time a structure lets one of its people give to the cooperation."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="availabilities", verbose_name=_("personne")
    )
    days_per_month = models.DecimalField(
        _("jours par mois"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    said = models.CharField(_("disponibilité"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmée par"),
    )
    confirmed_on = models.DateField(_("confirmée le"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = _("disponibilité")
        verbose_name_plural = _("disponibilités")

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """The time given: so many days a month, and what else is written."""
        days = self.days_per_month
        if days is None:
            return self.said
        word = gettext("jours par mois") if days >= 2 else gettext("jour par mois")
        count = f"{french.number(days)} {word}"
        return f"{count}, {self.said}" if self.said else count


class Reliability(VisibleRecord):
    """A dated, sourced fact about how a person keeps what they promise, in their function."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="reliabilities", verbose_name=_("personne")
    )
    fact = models.TextField(_("fait observé"))
    source = models.CharField(_("source"), max_length=300)
    observed_on = models.DateField(_("observé le"))
    expires_on = models.DateField(_("à effacer le"))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("fiabilité")
        verbose_name_plural = _("fiabilités")

    def __str__(self) -> str:
        return self.fact[:60]
