"""What was said of each item, and what was settled?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.foundation.accounts.models import User
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import DecisionRule, Outcome
from maillage.trade.governance.models.meetings import AgendaItem, Meeting


class ItemNote(Versioned):
    """The one note of an item, which several people write."""

    item = models.OneToOneField(
        AgendaItem, models.PROTECT, related_name="note", verbose_name=_("point")
    )
    text = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return str(self.item)

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return self.item.sheet_key


class NoteVariant(models.Model):
    """The other text of a note, when two people wrote the same lines: kept until one chooses."""

    note = models.ForeignKey(
        ItemNote, models.CASCADE, related_name="variants", verbose_name=_("note")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("par"))
    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"), auto_now=True)

    class Meta:
        verbose_name = _("autre texte")
        verbose_name_plural = _("autres textes")
        constraints = [
            models.UniqueConstraint(fields=["note", "author"], name="one_variant_per_author"),
        ]

    def __str__(self) -> str:
        return str(self.note)

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return self.note.sheet_key


class Decision(Versioned):
    """What a body settled at a meeting: the question, the words, the rule, who sees to it."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", verbose_name=_("séance")
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
    wording = models.TextField(_("ce qui est décidé"))
    outcome = models.CharField(
        _("portée"), max_length=15, choices=Outcome, default=Outcome.DECISION
    )
    rule = models.CharField(_("règle suivie"), max_length=30, choices=DecisionRule, blank=True)
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

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.wording[:80]

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return f"meeting:{self.meeting_id}"
