"""On which date can a body meet, and what does each of those invited answer?"""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.meetings.models import Meeting


class DatePoll(Versioned):
    """The dates proposed to the seats of a body, until one is chosen: the meeting's day.

    `meeting` is what it moves, or what the chosen date made.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="date_polls", verbose_name=_("instance")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="date_polls",
        verbose_name=_("séance"),
    )
    title = models.CharField(_("objet"), max_length=200, blank=True)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    link = models.CharField(
        _("lien de visioconférence"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["http", "https"])],
    )
    closes_on = models.DateField(_("réponses attendues jusqu’au"))
    chosen_on = models.DateField(_("date choisie le"), null=True, blank=True)
    dropped_on = models.DateField(_("abandonné le"), null=True, blank=True)
    dropped_for = models.CharField(_("pourquoi"), max_length=200, blank=True)
    sheet_key = SheetKey("datepoll:{0.pk}")

    class Meta:
        verbose_name = _("sondage de dates")
        verbose_name_plural = _("sondages de dates")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_on__isnull=True) | Q(dropped_on__isnull=True),
                name="poll_chosen_or_dropped",
            ),
            models.CheckConstraint(
                condition=Q(chosen_on__isnull=True) | Q(meeting__isnull=False),
                name="chosen_date_is_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.body}"

    @property
    def is_open(self) -> bool:
        """Whether one may still answer, and choose: until a date is, whatever day was expected."""
        return self.chosen_on is None and self.dropped_on is None

    @property
    def closed_words(self) -> str:
        """Why nothing of it is written any more; empty while it is open."""
        return "" if self.is_open else gettext("Ce sondage est fermé : plus rien ne s’y écrit.")


class PollSlot(models.Model):
    """A day proposed, with its hours when they are known."""

    poll = models.ForeignKey(
        DatePoll, models.PROTECT, related_name="slots", verbose_name=_("sondage")
    )
    held_on = models.DateField(_("jour"))
    starts_at = models.TimeField(_("de"), null=True, blank=True)
    ends_at = models.TimeField(_("à"), null=True, blank=True)
    sheet_key = SheetKey("datepoll:{0.poll_id}")

    class Meta:
        verbose_name = _("date proposée")
        verbose_name_plural = _("dates proposées")
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "held_on", "starts_at"],
                condition=Q(starts_at__isnull=False),
                name="one_slot_per_hour",
            ),
            models.UniqueConstraint(
                fields=["poll", "held_on"],
                condition=Q(starts_at__isnull=True),
                name="one_slot_per_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | (Q(starts_at__isnull=False) & Q(ends_at__gt=F("starts_at"))),
                name="slot_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y}"


class PollInvitee(models.Model):
    """Who is asked for a seat: its titulaire, its suppléant, or the structure when it has none."""

    poll = models.ForeignKey(
        DatePoll, models.PROTECT, related_name="invitees", verbose_name=_("sondage")
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
    is_required = models.BooleanField(_("indispensable"), default=False)
    sheet_key = SheetKey("datepoll:{0.poll_id}")

    class Meta:
        verbose_name = _("invitation au sondage")
        verbose_name_plural = _("invitations au sondage")
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "seat", "person"],
                condition=Q(person__isnull=False),
                name="invited_once",
            ),
            models.UniqueConstraint(
                fields=["poll", "seat"],
                condition=Q(person__isnull=True),
                name="structure_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.seat)


class DateAnswer(Gathered, Replaceable):
    """What one of those invited said of one date; replaced by what they say next, never erased."""

    invitee = models.ForeignKey(
        PollInvitee, models.PROTECT, related_name="said", verbose_name=_("invitation")
    )
    slot = models.ForeignKey(PollSlot, models.PROTECT, related_name="said", verbose_name=_("date"))
    choice = models.CharField(_("réponse"), max_length=5, choices=Coming)
    sheet_key = SheetKey("{0.invitee.sheet_key}")

    class Meta:
        verbose_name = _("réponse à une date")
        verbose_name_plural = _("réponses aux dates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitee", "slot"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_availability",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee}, {self.slot} : {self.get_choice_display()}"
