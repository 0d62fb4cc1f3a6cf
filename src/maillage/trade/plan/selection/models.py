"""What a call for projects asks, who marks, what each voice and each funder said of a project."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Scheme
from maillage.trade.governance.models import Body, Decision, Seat
from maillage.trade.plan.choices import CallResult, FunderView
from maillage.trade.plan.linked_projects.models import Project, ProjectStage

MOST_CRITERIA = 12
LEAST_TOP, MOST_TOP, MOST_WEIGHT = 2, 10, 10
DATES_IN_ORDER = _("Le comité décide après la clôture des notes : corrigez l’une des deux dates.")
GRID_IS_FROZEN = _(
    "Des notes sont données sur cette grille : elle ne change plus. Écrivez sa version suivante."
)


class ScoringGrid(Versioned):
    """A grid of criteria; frozen once a mark is given, a change then makes the next number."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    title = models.CharField(_("titre"), max_length=160)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    sheet_key = SheetKey("scoringgrid:{0.pk}")

    class Meta:
        verbose_name = _("grille de notation")
        verbose_name_plural = _("grilles de notation")
        ordering = ["title", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "title", "number"], name="one_grid_per_title_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def closed_words(self) -> str:
        """Why it changes no more, once a mark is given on it."""
        is_frozen = self.pk and Mark.objects.filter(criterion__grid=self.pk).exists()
        return str(GRID_IS_FROZEN) if is_frozen else ""


class Criterion(Versioned):
    """One question of a grid: its weight, its highest mark, or a yes that cannot be missing."""

    grid = models.ForeignKey(
        ScoringGrid, models.CASCADE, related_name="criteria", verbose_name=_("grille")
    )
    place = models.PositiveSmallIntegerField(_("rang"), default=1)
    label = models.CharField(_("critère"), max_length=120)
    help = models.CharField(_("ce qu’on regarde"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("poids"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)]
    )
    top = models.PositiveSmallIntegerField(
        _("note la plus haute"),
        default=4,
        validators=[MinValueValidator(LEAST_TOP), MaxValueValidator(MOST_TOP)],
    )
    is_eliminating = models.BooleanField(_("éliminatoire"), default=False)
    sheet_key = SheetKey("scoringgrid:{0.grid_id}")

    class Meta:
        verbose_name = _("critère")
        verbose_name_plural = _("critères")
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT), name="criterion_weighs"
            ),
            models.CheckConstraint(
                condition=Q(top__gte=LEAST_TOP, top__lte=MOST_TOP), name="criterion_has_a_scale"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def highest(self) -> int:
        """The highest mark: one for a question of yes or no."""
        return 1 if self.is_eliminating else self.top


class ProjectCall(Versioned):
    """An *appel*, a *tranche*: who marks, until when, who decides, and the envelope.

    `draws` is how steady those that fit are when weights are drawn: stored by each write that
    changes what `draws_key` tells, for two thousand draws are not made to read a page.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    title = models.CharField(_("titre"), max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("qui note"))
    grid = models.ForeignKey(
        ScoringGrid, models.PROTECT, related_name="calls", verbose_name=_("grille")
    )
    scheme = models.ForeignKey(
        Scheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au titre de"),
    )
    funders = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("donnent leur avis")
    )
    scores_until = models.DateField(_("notes jusqu’au"))
    decides_on = models.DateField(_("comité du"), null=True, blank=True)
    envelope_cents = models.BigIntegerField(_("enveloppe"), null=True, blank=True)
    least = models.PositiveSmallIntegerField(
        _("note la plus basse admise"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    scores_are_open = models.BooleanField(_("chacun lit les notes avant la clôture"), default=False)
    draws_key = models.BigIntegerField(_("ce qui est tiré"), null=True, editable=False)
    draws = models.FloatField(_("tirages de poids"), null=True, editable=False)
    folded = FoldedField("title")
    sheet_key = SheetKey("projectcall:{0.pk}")

    class Meta:
        verbose_name = _("appel à projets")
        verbose_name_plural = _("appels à projets")
        ordering = ["-scores_until", "-pk"]
        indexes = [models.Index(fields=["cooperation", "scores_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decides_on__isnull=True) | Q(decides_on__gte=F("scores_until")),
                name="call_decides_after_the_marks",
                violation_error_message=DATES_IN_ORDER,
            ),
            models.CheckConstraint(
                condition=Q(envelope_cents__isnull=True) | Q(envelope_cents__gte=0),
                name="envelope_is_no_debt",
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(least__lte=100), name="least_mark_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def takes_marks(self, day: date) -> bool:
        """Whether a voice may still mark that day."""
        return day <= self.scores_until

    def shows_marks(self, day: date) -> bool:
        """Whether marks are read that day by others than their voice."""
        return self.scores_are_open or not self.takes_marks(day)


class CallVoice(models.Model):
    """A seat that marks in a call: those with a deliberative voice when it was opened."""

    call = models.ForeignKey(
        ProjectCall, models.CASCADE, related_name="voices", verbose_name=_("appel")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("siège"))
    sheet_key = SheetKey("projectcall:{0.call_id}")

    class Meta:
        verbose_name = _("voix d’un appel")
        verbose_name_plural = _("voix des appels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "seat"], name="one_voice_per_seat_and_call")
        ]

    def __str__(self) -> str:
        return str(self.seat)


class Candidacy(Versioned):
    """A project in a call, and what the body decided of it; another call keeps its own.

    `standing` is how it stands after its voices, stored by the write that changes `standing_key`.
    """

    call = models.ForeignKey(
        ProjectCall, models.PROTECT, related_name="candidacies", verbose_name=_("appel")
    )
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="candidacies", verbose_name=_("projet")
    )
    aid_cents = models.BigIntegerField(_("demandé"), null=True, blank=True)
    filed_on = models.DateField(_("déposé le"), null=True, blank=True)
    result = models.CharField(_("résultat"), max_length=10, choices=CallResult, blank=True)
    result_on = models.DateField(_("décidé le"), null=True, blank=True)
    granted_cents = models.BigIntegerField(_("montant retenu"), null=True, blank=True)
    result_why = models.CharField(_("pourquoi"), max_length=300, blank=True)
    decision = models.ForeignKey(
        Decision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision"),
    )
    stage = models.OneToOneField(
        ProjectStage,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("étape du dossier"),
    )
    standing_key = models.BigIntegerField(_("bulletins comptés"), null=True, editable=False)
    standing = models.JSONField(_("notes comptées"), null=True, editable=False)
    sheet_key = SheetKey("projectcall:{0.call_id}")

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ["filed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "project"], name="one_candidacy_per_call"),
            models.CheckConstraint(
                condition=Q(aid_cents__isnull=True) | Q(aid_cents__gte=0),
                name="aid_is_no_debt",
            ),
            models.CheckConstraint(
                condition=Q(granted_cents__isnull=True) | Q(granted_cents__gte=0),
                name="granted_is_no_debt",
            ),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True)
                | (~Q(result="") & Q(result_on__isnull=False)),
                name="result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)


class Ballot(Gathered, Replaceable):
    """What a voice says of a project on a day: its marks, or that it stands down, and why.

    On no sheet, as its marks: `readable_ballots` alone says who reads them, and when.
    """

    candidacy = models.ForeignKey(
        Candidacy, models.CASCADE, related_name="ballots", verbose_name=_("candidature")
    )
    voice = models.ForeignKey(
        CallVoice, models.PROTECT, related_name="ballots", verbose_name=_("voix")
    )
    stands_down = models.BooleanField(_("se déporte"), default=False)
    why = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "voice"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_ballot_per_voice",
            )
        ]

    def __str__(self) -> str:
        return str(self.candidacy)


class Mark(models.Model):
    """The mark of a voice on one criterion; it never changes: the ballot is replaced."""

    ballot = models.ForeignKey(
        Ballot, models.CASCADE, related_name="marks", verbose_name=_("bulletin")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="marks", verbose_name=_("critère")
    )
    value = models.PositiveSmallIntegerField(_("note"), validators=[MaxValueValidator(MOST_TOP)])

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes des projets")
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "criterion"], name="one_mark_per_ballot_and_criterion"
            ),
            models.CheckConstraint(condition=Q(value__lte=MOST_TOP), name="mark_is_on_its_scale"),
        ]

    def __str__(self) -> str:
        return str(self.criterion)


class FunderOpinion(Gathered, Replaceable):
    """What a funder says of a project of a call: its opinion, its amount, its conditions."""

    candidacy = models.ForeignKey(
        Candidacy, models.CASCADE, related_name="opinions", verbose_name=_("candidature")
    )
    funder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("financeur")
    )
    opinion = models.CharField(_("avis"), max_length=12, choices=FunderView)
    amount_cents = models.BigIntegerField(_("montant"), null=True, blank=True)
    conditions = models.CharField(_("conditions"), max_length=600, blank=True)
    sheet_key = SheetKey("{0.candidacy.sheet_key}")

    class Meta:
        verbose_name = _("avis d’un financeur")
        verbose_name_plural = _("avis des financeurs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "funder"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_opinion_per_funder",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0),
                name="opinion_is_no_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}, {self.get_opinion_display()}"
