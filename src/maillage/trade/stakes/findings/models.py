"""What is noted of the land, with its figures, and what each structure says of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Reading, ReadingQuerySet
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Public
from maillage.trade.stakes.choices import FindingKind, FindingSource, FindingState, Judgement
from maillage.trade.stakes.themes.models import Theme

VALID_MONTHS, MOST_MONTHS = 24, 120


class Finding(Versioned, VisibleRecord):
    """One sentence on the land, and what it rests on; it is retired, never deleted."""

    visibility = models.CharField(
        _("visible par"), max_length=10, choices=Visibility, default=Visibility.MEMBERS
    )
    statement = models.CharField(_("constat"), max_length=200)
    kind = models.CharField(
        _("nature"), max_length=10, choices=FindingKind, default=FindingKind.NEED
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    public = models.ForeignKey(
        Public, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("public")
    )
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name=_("territoires")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_kind = models.CharField(
        _("nature de la source"), max_length=10, choices=FindingSource, blank=True
    )
    source_on = models.DateField(_("date de la source"), null=True, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        _("tient combien de mois"),
        default=VALID_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    licence = models.CharField(_("licence des données"), max_length=80, blank=True)
    state = models.CharField(
        _("ce que l’on en fait"), max_length=10, choices=FindingState, default=FindingState.OPEN
    )
    why_retired = models.CharField(_("pourquoi il est retiré"), max_length=300, blank=True)
    posed_at = models.DateTimeField(_("posé le"), auto_now_add=True)
    folded = FoldedField("statement", "source")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("finding:{0.pk}")

    class Meta:
        verbose_name = _("constat")
        verbose_name_plural = _("constats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FindingState.RETIRED) | ~Q(why_retired=""),
                name="retired_finding_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def closed_words(self) -> str:
        """Why it takes no more judgement; empty while it is on the table."""
        if self.state != FindingState.RETIRED:
            return ""
        return now("Ce constat est retiré : ce qui en a été dit reste.")


class FindingFigure(models.Model):
    """A number of a finding, for one territory or one structure, and what it is held against."""

    finding = models.ForeignKey(
        Finding, models.CASCADE, related_name="figures", verbose_name=_("constat")
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure"),
    )
    period = models.CharField(_("période"), max_length=40, blank=True)
    value = models.DecimalField(_("valeur"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    reference = models.DecimalField(
        _("repère"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    reference_label = models.CharField(_("ce qu’est ce repère"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("chiffre d’un constat")
        verbose_name_plural = _("chiffres des constats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=True) | Q(organisation__isnull=True),
                name="finding_figure_of_one_place",
            )
        ]

    def __str__(self) -> str:
        return str(self.territory or self.organisation or now("ensemble"))


class FindingReading(Reading):
    """What a structure says of a finding on a day; a later one follows it."""

    PLACE = ("actor", "finding")

    finding = models.ForeignKey(
        Finding, models.CASCADE, related_name="readings", verbose_name=_("constat")
    )
    verdict = models.CharField(_("avis"), max_length=10, choices=Judgement)
    proposes = models.CharField(_("ce qu’elle propose"), max_length=300, blank=True)
    check_by = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui vérifie"),
    )
    check_on = models.DateField(_("vérifié pour le"), null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis sur un constat")
        verbose_name_plural = _("avis sur les constats")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["finding", "actor"])]

    def __str__(self) -> str:
        return str(self.get_verdict_display())
