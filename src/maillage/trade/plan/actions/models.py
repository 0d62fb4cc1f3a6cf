"""Which actions lead where one aims, and who takes which part in them?"""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.numbered import NumberedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import (
    Gathered,
    Replaceable,
    VisibleQuerySet,
    VisibleRecord,
)
from maillage.foundation.journal.arrivals import Doing, Speaking
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.plan.choices import (
    ENDED_STATES,
    EXPLAINED_STATES,
    ActionState,
    Priority,
    ShareAnswerKind,
    ShareRole,
    ShareState,
)
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.parameters import SLIPS_FROM
from maillage.trade.stakes.models import Finding, Theme

LEAST_DAYS, MOST_DAYS = Decimal("0.1"), Decimal(3660)


class Action(Versioned, VisibleRecord):
    """What is done, for when, and where it stands; it is carried by the parts of structures.

    It owns its subject. `order` sorts it by its number; `possible_on` and `slip` are computed.
    """

    subject = models.OneToOneField(
        Subject, models.PROTECT, related_name="action", editable=False, verbose_name=_("sujet")
    )
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("objectif"),
    )
    number = models.CharField(_("numéro"), max_length=20, blank=True)
    order = NumberedField("number")
    title = models.CharField(_("ce que l’on fait"), max_length=200)
    summary = models.CharField(_("en une phrase"), max_length=300, blank=True)
    description = models.TextField(_("le détail"), blank=True)
    state = models.CharField(
        _("où en est-elle"), max_length=10, choices=ActionState, default=ActionState.READY
    )
    state_on = models.DateField(_("depuis le"))
    state_why = models.CharField(_("pourquoi"), max_length=300, blank=True)
    priority = models.CharField(_("priorité"), max_length=10, choices=Priority, blank=True)
    start_on = models.DateField(_("début prévu"), null=True, blank=True)
    due_on = models.DateField(_("fin prévue"), null=True, blank=True)
    ended_on = models.DateField(_("finie le"), null=True, blank=True)
    each_year = models.BooleanField(_("se répète chaque année"), default=False)
    publics = models.ManyToManyField(
        Public, blank=True, related_name="+", verbose_name=_("publics")
    )
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name=_("communes")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("thèmes"))
    finding = models.ForeignKey(
        Finding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("constat auquel elle répond"),
    )
    facilities = models.ManyToManyField(
        Facility, blank=True, related_name="+", verbose_name=_("équipements")
    )
    elected = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portage politique"),
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suivie par"),
    )
    possible_on = models.DateField(_("possible le"), null=True, editable=False)
    slip = models.IntegerField(_("glisse de"), default=0, editable=False)
    folded = FoldedField("number", "title", "summary")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("action:{0.pk}")

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["objective__rank", "order", "pk"]
        indexes = [
            models.Index(fields=["cooperation", "state"]),
            models.Index(fields=["cooperation", "objective"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "number"],
                condition=~Q(number=""),
                name="one_action_per_number",
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=F("start_on")),
                name="action_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(state__in=ENDED_STATES),
                name="action_ended_once_done_or_dropped",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=EXPLAINED_STATES) | ~Q(state_why=""),
                name="action_says_why_it_stops",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state not in ENDED_STATES

    @property
    def days_slipping(self) -> int:
        """By how many days its end slips: from the threshold on, while it is open; else 0."""
        return self.slip if self.is_open and self.slip >= SLIPS_FROM else 0


class Share(Versioned):
    """The part that a structure, or one of its services, takes in an action."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="shares", verbose_name=_("action")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("service"),
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne référente"),
    )
    role = models.CharField(
        _("rôle"), max_length=12, choices=ShareRole, default=ShareRole.CONTRIBUTOR
    )
    does = models.CharField(_("ce que fait la structure"), max_length=300, blank=True)
    days_needed = models.DecimalField(
        _("jours par an"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=(MinValueValidator(LEAST_DAYS), MaxValueValidator(MOST_DAYS)),
    )
    asked_on = models.DateField(_("demandée le"), null=True, blank=True)
    state = models.CharField(
        _("où en est sa part"), max_length=10, choices=ShareState, default=ShareState.READY
    )
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    since = models.DateField(_("depuis le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    leaving = models.CharField(_("pourquoi"), max_length=200, blank=True)
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("part d’une action")
        verbose_name_plural = _("parts des actions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "organisation"],
                condition=Q(until__isnull=True, department__isnull=True),
                name="one_open_share_per_structure",
            ),
            models.UniqueConstraint(
                fields=["action", "organisation", "department"],
                condition=Q(until__isnull=True, department__isnull=False),
                name="one_open_share_per_department",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def closed_words(self) -> str:
        """Why nothing is said of this part any more; empty while it is open."""
        if self.until is None:
            return ""
        return gettext("Cette part a pris fin le %(day)s : elle ne change plus.") % {
            "day": french.long_date(self.until)
        }


ANSWERED: dict[str, Promise] = {
    ShareAnswerKind.ACCEPTED: _("a accepté sa part de « %(title)s »"),
    ShareAnswerKind.RESERVED: _("a accepté avec une réserve sa part de « %(title)s »"),
    ShareAnswerKind.REFUSED: _("a refusé sa part de « %(title)s »"),
}


class ShareAnswer(Gathered, Replaceable, Speaking):
    """What a structure answers to its part, and how it was known; another answer replaces it."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="answers", verbose_name=_("part"))
    answer = models.CharField(_("réponse"), max_length=10, choices=ShareAnswerKind)
    words = models.TextField(_("réserve ou raison"), max_length=600, blank=True)
    sheet_key = SheetKey("action:{0.share.action_id}")

    class Meta:
        verbose_name = _("réponse à une part")
        verbose_name_plural = _("réponses aux parts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_answer_per_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} : {self.get_answer_display()}"

    @classmethod
    def doings(cls, numbers: Sequence[int]) -> dict[int, Doing]:
        """What each of these answers says on the day of those who follow; one query."""
        rows = cls.objects.filter(pk__in=numbers)
        rows = rows.select_related("share__organisation", "share__action")
        return {one.pk: one.doing() for one in rows}

    def doing(self) -> Doing:
        """« La Caf, par téléphone, a accepté sa part de « Ouvrir une micro-crèche » »."""
        values = {"title": french.inner_quotes(self.share.action.title)}
        return Doing(self.answering(self.share.organisation), str(ANSWERED[self.answer]) % values)


class ProgressNote(Gathered):
    """A piece of news of an action, or of a part of it; none is ever changed."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="news", verbose_name=_("action")
    )
    share = models.ForeignKey(
        Share,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("part"),
    )
    on = models.DateField(_("le"))
    words = models.TextField(_("en quelques mots"), max_length=600, blank=True)
    state = models.CharField(
        _("où elle en est alors"), max_length=10, choices=ActionState, blank=True
    )
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("nouvelle d’une action")
        verbose_name_plural = _("nouvelles des actions")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["action", "on"])]

    def __str__(self) -> str:
        return self.words or str(self.get_state_display())


class ActionScheme(models.Model):
    """The action counts for a contract or a plan, under the words by which that one calls it."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="counts_for", verbose_name=_("action")
    )
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="+", verbose_name=_("dispositif")
    )
    reference = models.CharField(_("axe, mesure ou opération"), max_length=120, blank=True)
    since = models.DateField(_("depuis le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("dispositif d’une action")
        verbose_name_plural = _("dispositifs des actions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "scheme"],
                condition=Q(until__isnull=True),
                name="action_counts_once_for_a_scheme",
            ),
        ]

    def __str__(self) -> str:
        return str(self.scheme)
