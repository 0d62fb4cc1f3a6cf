"""Which options were put to the structures, and what does each one say of each?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Reading, ReadingQuerySet, Subject
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import Settlement, Stance
from maillage.trade.dialogue.conflicts.models import Conflict


class Compromise(Versioned, VisibleRecord):
    """The search of an option that everyone can live with."""

    title = models.CharField(_("la question"), max_length=200)
    conflict = models.ForeignKey(
        Conflict,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("conflit"),
    )
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sujet"),
    )
    opened_on = models.DateField(_("ouvert le"))
    settlement = models.CharField(_("issue"), max_length=10, choices=Settlement, blank=True)
    settled_on = models.DateField(_("conclu le"), null=True, blank=True)
    settled_note = models.TextField(_("comment"), blank=True)
    chosen = models.ForeignKey(
        "CompromiseOption",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("option acceptée"),
    )
    folded = FoldedField("title")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("compromis")
        verbose_name_plural = _("compromis")
        ordering = ["settled_on", "-opened_on", "pk"]
        indexes = [models.Index(fields=["cooperation", "settlement"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is still looked for."""
        return not self.settlement


class CompromiseOption(Versioned):
    """One way out, put to each structure."""

    compromise = models.ForeignKey(
        Compromise, models.CASCADE, related_name="options", verbose_name=_("compromis")
    )
    label = models.CharField(_("l’option"), max_length=200)
    detail = models.TextField(_("ce qu’elle veut dire"), blank=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=1)

    class Meta:
        verbose_name = _("option d’un compromis")
        verbose_name_plural = _("options d’un compromis")
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.label


class CompromiseParty(models.Model):
    """A structure or a group whose answer counts."""

    compromise = models.ForeignKey(
        Compromise, models.CASCADE, related_name="parties", verbose_name=_("compromis")
    )
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+", verbose_name=_("structure"))

    class Meta:
        verbose_name = _("structure consultée")
        verbose_name_plural = _("structures consultées")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["compromise", "actor"], name="party_once_in_a_compromise"
            ),
        ]

    def __str__(self) -> str:
        return str(self.actor)


class OptionAnswer(Reading):
    """What a structure said of an option on a day; a later answer follows it."""

    PLACE = ("actor", "option")

    option = models.ForeignKey(
        CompromiseOption, models.CASCADE, related_name="answers", verbose_name=_("option")
    )
    stance = models.CharField(_("réponse"), max_length=10, choices=Stance)
    conditions = models.TextField(_("ses conditions"), blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse à une option")
        verbose_name_plural = _("réponses aux options")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["option", "actor"])]

    def __str__(self) -> str:
        return f"{self.actor}, {self.option} : {self.get_stance_display()}"

    @property
    def condition_lines(self) -> list[str]:
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]
