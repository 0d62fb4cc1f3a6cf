"""What is asked in writing of the seats of a body, for what cannot wait, and what do they say?"""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.foundation.journal.arrivals import Doing, Speaking
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import Choice, Closing, DecisionRule
from maillage.trade.governance.decisions.models import Decision


def still_open(today: date, prefix: str = "") -> Q:
    """The consultations that take answers on that day, as `Consultation.is_open` says.

    `prefix` is the path to the consultation: "consultation__".
    """
    return Q((f"{prefix}closed_on__isnull", True), (f"{prefix}closes_on__gte", today))


class Consultation(Versioned):
    """A question put in writing, with its last day; it closes by itself, and says its result."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="consultations", verbose_name=_("instance")
    )
    question = models.CharField(_("question"), max_length=300)
    context = models.TextField(_("ce qu’il faut savoir pour répondre"), blank=True)
    rule = models.CharField(_("règle de décision"), max_length=30, choices=DecisionRule)
    closes_on = models.DateField(_("réponses jusqu’au"))
    closed_on = models.DateField(_("close le"), null=True, blank=True)
    closing = models.CharField(_("issue"), max_length=10, choices=Closing, blank=True)
    result = models.TextField(_("résultat"), blank=True)
    decision = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au registre des décisions"),
    )
    sheet_key = SheetKey("consultation:{0.pk}")

    class Meta:
        verbose_name = _("consultation écrite")
        verbose_name_plural = _("consultations écrites")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing="")
                | (Q(closed_on__isnull=False) & ~Q(closing="")),
                name="consultation_closes_with_an_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        """Whether one may still answer: its last day counts, and ends it."""
        return self.closed_on is None and timezone.localdate() <= self.closes_on

    @property
    def closed_words(self) -> str:
        """Why nothing of it is written any more; empty while it is open."""
        return (
            ""
            if self.is_open
            else gettext("Cette consultation est close : plus rien ne s’y écrit.")
        )


class ConsultedSeat(models.Model):
    """A seat asked: its titulaire, its suppléant when it has none, or the structure alone."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="asked", verbose_name=_("consultation")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("siège"))
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    sheet_key = SheetKey("consultation:{0.consultation_id}")

    class Meta:
        verbose_name = _("siège consulté")
        verbose_name_plural = _("sièges consultés")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "seat"], name="seat_consulted_once"),
        ]

    def __str__(self) -> str:
        return str(self.seat)


class Opinion(Gathered, Replaceable, Speaking):
    """What a seat says; replaced by what it says next, never erased."""

    asked = models.ForeignKey(
        ConsultedSeat, models.PROTECT, related_name="said", verbose_name=_("siège")
    )
    choice = models.CharField(_("réponse"), max_length=10, choices=Choice)
    words = models.TextField(_("ses mots"), max_length=2000, blank=True)
    sheet_key = SheetKey("{0.asked.sheet_key}")

    class Meta:
        verbose_name = _("avis d’une consultation")
        verbose_name_plural = _("avis d’une consultation")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_opinion",
            ),
        ]

    @classmethod
    def doings(cls, numbers: Sequence[int]) -> dict[int, Doing]:
        """What each of these opinions says on the day of those who follow; one query."""
        rows = cls.objects.filter(pk__in=numbers)
        rows = rows.select_related("asked__seat__organisation", "asked__consultation")
        return {one.pk: one.doing() for one in rows}

    def doing(self) -> Doing:
        """« Bouin, par lien, a répondu « pour » à « Faut-il ouvrir ? » »."""
        gesture = gettext("a répondu « %(choice)s » à « %(question)s »") % {
            "choice": self.get_choice_display(),
            "question": french.inner_quotes(self.asked.consultation.question),
        }
        return Doing(self.answering(self.asked), gesture)

    def __str__(self) -> str:
        return f"{self.asked} : {self.get_choice_display()}"
