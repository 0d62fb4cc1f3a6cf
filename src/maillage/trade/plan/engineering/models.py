"""Which posts carry the cooperation: employed by whom, for how much time, held by whom?"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from maillage.core.days import ENDS_FIRST
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Scheme
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.choices import Mission
from maillage.trade.stakes.models import Theme

LEAST_FTE, MOST_FTE = Decimal("0.05"), Decimal("1.00")
MOST_NEED = Decimal("99.00")
OLDEST_YEAR, LATEST_YEAR = 2000, 2100


NEED_TWICE = _("Ce besoin est déjà noté : corrigez-le dans le tableau.")
OF_FTE = (MinValueValidator(LEAST_FTE), MaxValueValidator(MOST_FTE))
OF_NEED = (MinValueValidator(LEAST_FTE), MaxValueValidator(MOST_NEED))


class Post(Versioned):
    """A funded post: it stays when nobody holds it, and it is ended, never deleted.

    `funders` says who pays, never how much. `shares` are the parts of the plan that it carries.
    `mission` is what it is for, as its employer writes it; `times` say it mission by mission.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    title = models.CharField(_("intitulé"), max_length=160)
    employer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("employeur")
    )
    department = models.ForeignKey(
        Department,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("service"),
    )
    mission = models.CharField(_("mission"), max_length=200, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name=_("thèmes"))
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire"),
    )
    scheme = models.ForeignKey(
        Scheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au titre de"),
    )
    fte = models.DecimalField(_("ETP prévu"), max_digits=4, decimal_places=2, validators=OF_FTE)
    funders = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("financé par")
    )
    shares = models.ManyToManyField(
        Share, related_name="+", blank=True, verbose_name=_("ce qu’il porte")
    )
    since = models.DateField(_("depuis"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    folded = FoldedField("title")
    sheet_key = SheetKey("post:{0.pk}")

    class Meta:
        verbose_name = _("poste")
        verbose_name_plural = _("postes")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["cooperation", "employer"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(fte__gte=LEAST_FTE, fte__lte=MOST_FTE), name="post_has_a_plausible_time"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="post_ends_after_it_begins",
                violation_error_message=ENDS_FIRST,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostTime(models.Model):
    """How much of the time of a post goes to a mission, of one theme or of none."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="times", verbose_name=_("poste"))
    mission = models.CharField(_("mission"), max_length=12, choices=Mission)
    theme = models.ForeignKey(
        Theme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thème"),
    )
    fte = models.DecimalField(_("ETP"), max_digits=4, decimal_places=2, validators=OF_FTE)
    sheet_key = SheetKey("post:{0.post_id}")

    class Meta:
        verbose_name = _("temps d’un poste")
        verbose_name_plural = _("temps des postes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                F("post"), F("mission"), Coalesce("theme", 0), name="one_time_per_mission_and_theme"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_mission_display())


class PostHolding(Versioned):
    """Who holds a post, for how much of its time, from when to when; kept when they leave."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings", verbose_name=_("poste"))
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("tenu par"),
    )
    fte = models.DecimalField(_("ETP"), max_digits=4, decimal_places=2, validators=OF_FTE)
    since = models.DateField(_("depuis"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    sheet_key = SheetKey("post:{0.post_id}")

    class Meta:
        verbose_name = _("tenue d’un poste")
        verbose_name_plural = _("tenues des postes")
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["person"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="holding_ends_after_it_begins",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def __str__(self) -> str:
        return str(self.person or _("Personne effacée"))


class EngineeringNeed(Versioned):
    """How much time a mission asks for in a year, and who says it."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    mission = models.CharField(_("mission"), max_length=12, choices=Mission)
    year = models.PositiveSmallIntegerField(
        _("année"), validators=[MinValueValidator(OLDEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    )
    fte = models.DecimalField(
        _("ETP nécessaires"), max_digits=4, decimal_places=2, validators=OF_NEED
    )
    source = models.CharField(_("d’après"), max_length=200, blank=True)
    sheet_key = SheetKey("engineeringneed:{0.pk}")

    class Meta:
        verbose_name = _("besoin d’ingénierie")
        verbose_name_plural = _("besoins d’ingénierie")
        ordering = ["year", "mission", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "mission", "year"],
                name="one_need_per_mission_and_year",
                violation_error_message=NEED_TWICE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_mission_display()}, {self.year}"
