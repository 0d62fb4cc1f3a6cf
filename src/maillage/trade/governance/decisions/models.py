"""What was asked, between which options, what was settled, and where does a question go?"""

from textwrap import shorten

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import DecisionRule, Nature, Outcome, RouteStep
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.meetings.models import AgendaItem, Meeting


class Decision(Versioned):
    """A question and what was settled on it, at a meeting or outside of one.

    Without `outcome` the question is open. At a meeting, the body and the day are the meeting's;
    `body` and `decided_on` say them for a line written alone.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("séance"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("point"),
    )
    question = models.CharField(_("question"), max_length=300, blank=True)
    wording = models.TextField(_("ce qui est décidé"), blank=True)
    outcome = models.CharField(
        _("portée"), max_length=15, choices=Outcome, default=Outcome.DECISION, blank=True
    )
    rule = models.CharField(_("règle suivie"), max_length=30, choices=DecisionRule, blank=True)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instance compétente"),
    )
    decided_on = models.DateField(_("décidé le"), null=True, blank=True)
    effects = models.TextField(_("effets et suites"), blank=True)
    steward = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure qui s’en charge"),
    )
    review_on = models.DateField(_("à revoir le"), null=True, blank=True)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, blank=True)
    nature_why = models.CharField(_("pourquoi"), max_length=300, blank=True)
    next_step = models.CharField(_("va maintenant"), max_length=10, choices=RouteStep, blank=True)
    goes_up = models.TextField(_("ce qui remonte"), blank=True)
    stays = models.TextField(_("ce qui reste"), blank=True)
    joint_decision = models.ForeignKey(
        JointDecision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision conjointe"),
    )
    folded = FoldedField("question", "wording")

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["cooperation", "review_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") | ~Q(wording=""), name="decision_says_something"
            ),
        ]

    def __str__(self) -> str:
        return shorten(self.wording or self.question, 80, placeholder="…")

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's, or its own."""
        return f"meeting:{self.meeting_id}" if self.meeting_id else f"decision:{self.pk}"

    @property
    def closed_words(self) -> str:
        """Why it is not written any more, options included: its meeting's record is validated."""
        if self.meeting is None or not self.meeting.is_locked:
            return ""
        return gettext("Le relevé de cette séance est validé : ses décisions ne s’écrivent plus.")

    @property
    def settled_at(self) -> Meeting:
        """The meeting that settled it; ValueError for a line written alone."""
        if self.meeting is None:
            raise ValueError(str(self))
        return self.meeting


class DecisionOption(Versioned):
    """One answer that the question may receive: what speaks for it, against it, what it costs."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="options", verbose_name=_("décision")
    )
    label = models.CharField(_("option"), max_length=200)
    plus = models.TextField(_("ce qu’elle apporte"), blank=True)
    minus = models.TextField(_("ce qu’elle coûte ou empêche"), blank=True)
    cost = models.CharField(_("son coût"), max_length=120, blank=True)
    is_chosen = models.BooleanField(_("option retenue"), default=False)
    sheet_key = SheetKey("{0.decision.sheet_key}")

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(is_chosen=True), name="one_chosen_option"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def closed_words(self) -> str:
        return self.decision.closed_words
