"""By which steps is an action done, what does each wait for, and what blocks it?"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import JointDecision
from maillage.trade.plan.actions.models import Action, Share

MOST_LAG = 365


class ActionStep(Versioned):
    """A step of an action: planned by who holds the plan, announced and done by who does it.

    A step of a joint decision ends when the last of its councils has voted. `possible_on` is
    computed. An imperative step slips from its first day.
    """

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="steps", verbose_name=_("action")
    )
    place = models.PositiveIntegerField(_("place"), default=1)
    title = models.CharField(_("ce qui se fait"), max_length=200)
    share = models.ForeignKey(
        Share, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par qui")
    )
    start_on = models.DateField(_("début prévu"), null=True, blank=True)
    due_on = models.DateField(_("fin prévue"), null=True, blank=True)
    announced_on = models.DateField(_("fin annoncée"), null=True, blank=True)
    announced_by = models.CharField(_("annoncée par"), max_length=150, blank=True)
    started_on = models.DateField(_("commencée le"), null=True, blank=True)
    done_on = models.DateField(_("faite le"), null=True, blank=True)
    joint_decision = models.ForeignKey(
        JointDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision conjointe"),
    )
    is_fixed = models.BooleanField(_("date impérative"), default=False)
    possible_on = models.DateField(_("possible le"), null=True, editable=False)
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("étape d’une action")
        verbose_name_plural = _("étapes des actions")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "place"], name="one_step_per_place"),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=F("start_on")),
                name="step_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether somebody said that it is over."""
        return self.done_on is not None

    @property
    def slip(self) -> int:
        """By how many days its possible end is after the planned one; 0 when it is not."""
        if self.is_done or self.possible_on is None or self.due_on is None:
            return 0
        return max((self.possible_on - self.due_on).days, 0)


class Dependency(models.Model):
    """An action, or one of its steps, waits for the end of another, and a few days more.

    Its traces name what it waits for where it is of the same sheet: who reads that one may not
    read the other.
    """

    before_action = models.ForeignKey(
        Action, models.CASCADE, related_name="followers", verbose_name=_("attend la fin de")
    )
    before_step = models.ForeignKey(
        ActionStep, models.CASCADE, null=True, blank=True, related_name="followers"
    )
    after_action = models.ForeignKey(
        Action, models.CASCADE, related_name="predecessors", verbose_name=_("ce qui attend")
    )
    after_step = models.ForeignKey(
        ActionStep, models.CASCADE, null=True, blank=True, related_name="predecessors"
    )
    lag = models.IntegerField(_("jours à laisser entre les deux"), default=0)
    why = models.CharField(_("pourquoi"), max_length=200, blank=True)
    sheet_key = SheetKey("action:{0.after_action_id}")

    class Meta:
        verbose_name = _("attente")
        verbose_name_plural = _("attentes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                F("before_action"),
                Coalesce("before_step", 0),
                F("after_action"),
                Coalesce("after_step", 0),
                name="one_dependency_per_pair",
            ),
            models.CheckConstraint(
                condition=Q(lag__gte=-MOST_LAG, lag__lte=MOST_LAG),
                name="dependency_lag_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        waits = str(self.after_step or self.after_action)
        if self.before_step and self.before_action_id == self.after_action_id:
            return gettext("%(waits)s attend « %(before)s »") % {
                "waits": waits,
                "before": self.before_step,
            }
        return waits


class Blocker(models.Model):
    """What stops something, who can lift it, by when, and how it was lifted."""

    what = models.CharField(_("ce qui bloque"), max_length=300)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure qui peut débloquer"),
    )
    who = models.CharField(_("ou qui d’autre"), max_length=120, blank=True)
    since = models.DateField(_("depuis le"))
    expected_on = models.DateField(_("levé pour le"), null=True, blank=True)
    lifted_on = models.DateField(_("levé le"), null=True, blank=True)
    lifted_how = models.CharField(_("comment"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what

    def is_overdue(self, today: date) -> bool:
        """Whether it was to be lifted by a day that has passed."""
        return self.lifted_on is None and self.expected_on is not None and self.expected_on < today


class ActionBlocker(Versioned, Blocker):
    """What stops an action, or one of its steps."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="blockers", verbose_name=_("action")
    )
    step = models.ForeignKey(
        ActionStep, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("étape")
    )
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("blocage d’une action")
        verbose_name_plural = _("blocages des actions")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("since")),
                name="blocker_lifted_after_it_began",
            ),
        ]


class SlipAcknowledgement(models.Model):
    """A structure, or the officer, has seen by how many days a wait was late; the last counts."""

    dependency = models.ForeignKey(Dependency, models.CASCADE, related_name="acknowledgements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    days = models.PositiveIntegerField(_("jours"))
    on = models.DateField(_("vu le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    sheet_key = SheetKey("{0.dependency.sheet_key}")

    class Meta:
        verbose_name = _("glissement vu")
        verbose_name_plural = _("glissements vus")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.dependency)
