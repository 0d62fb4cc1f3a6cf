"""When does a body meet, about what, and did it?"""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.hours import REVERSED_HOURS
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.links.models import fresh_nonce
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import Attending, ItemKind, MeetingState, StandingDown

LONGEST_ITEM = 600


class Meeting(Versioned):
    """A *séance* of a body; its dated facts say whether it is convened, held or cancelled."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="meetings", verbose_name=_("instance")
    )
    title = models.CharField(_("objet"), max_length=200, blank=True)
    held_on = models.DateField(_("jour"))
    starts_at = models.TimeField(_("de"), null=True, blank=True)
    ends_at = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    link = models.CharField(
        _("lien de visioconférence"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["http", "https"])],
    )
    series = models.CharField(_("série"), max_length=32, blank=True, editable=False)
    convened_on = models.DateField(_("convoquée le"), null=True, blank=True)
    opened_at = models.DateTimeField(_("ouverte à"), null=True, blank=True, editable=False)
    concluded_on = models.DateField(_("tenue, dit le"), null=True, blank=True)
    cancelled_on = models.DateField(_("annulée le"), null=True, blank=True)
    cancelled_for = models.CharField(_("pourquoi"), max_length=200, blank=True)
    validated_on = models.DateField(_("relevé validé le"), null=True, blank=True)
    validated_at = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="validates",
        verbose_name=_("relevé validé à la séance"),
    )
    folded = FoldedField("title")
    sheet_key = SheetKey("meeting:{0.pk}")

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=REVERSED_HOURS,
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(cancelled_on__isnull=True),
                name="meeting_held_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(validated_on__isnull=True, validated_at__isnull=True)
                | Q(
                    validated_on__isnull=False,
                    validated_at__isnull=False,
                    concluded_on__isnull=False,
                ),
                name="record_validated_at_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.body}, {french.long_date(self.held_on)}"

    @property
    def state(self) -> MeetingState:
        """Where it is in its life."""
        if self.cancelled_on:
            return MeetingState.CANCELLED
        if self.concluded_on:
            return MeetingState.HELD
        return MeetingState.CONVENED if self.convened_on else MeetingState.PLANNED

    @property
    def is_locked(self) -> bool:
        """Whether its record is validated: nothing of it is written any more."""
        return self.validated_on is not None

    @property
    def closed_words(self) -> str:
        """Since when its record is validated; empty before."""
        if self.validated_on is None:
            return ""
        words = gettext(
            "Le relevé de cette séance est validé depuis le %(day)s : plus rien ne s’y écrit."
        )
        return words % {"day": french.long_date(self.validated_on)}

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in {MeetingState.PLANNED, MeetingState.CONVENED}


class AgendaItem(Versioned):
    """A point of the agenda: what is asked, for how long, and who brings it."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="items", verbose_name=_("séance")
    )
    rank = models.PositiveSmallIntegerField(
        _("place dans l’ordre du jour"), default=1, validators=[MinValueValidator(1)]
    )
    title = models.CharField(_("titre"), max_length=200)
    kind = models.CharField(
        _("nature"), max_length=12, choices=ItemKind, default=ItemKind.INFORMATION
    )
    minutes = models.PositiveSmallIntegerField(
        _("durée en minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_ITEM)],
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure qui le porte"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne qui le présente"),
    )
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enjeu ou sujet concerné"),
    )
    sheet_key = SheetKey("meeting:{0.meeting_id}")

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("points de l’ordre du jour")
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def closed_words(self) -> str:
        """Since when the record of its meeting is validated; empty before."""
        return self.meeting.closed_words


class Presence(Versioned):
    """How one seat was held at one meeting; a *pouvoir* names the seat that carries it.

    `came` is who came for a seat that is present, `came_name` when nothing is recorded of them.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="presences", verbose_name=_("séance")
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="presences", verbose_name=_("siège")
    )
    standing = models.CharField(_("présence"), max_length=10, choices=Attending)
    given_to = models.ForeignKey(
        Seat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pouvoir donné à"),
    )
    note = models.CharField(_("observations"), max_length=200, blank=True)
    came = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui est venu"),
    )
    came_name = models.CharField(_("autre personne venue"), max_length=120, blank=True)
    sheet_key = SheetKey("meeting:{0.meeting_id}")

    class Meta:
        verbose_name = _("présence")
        verbose_name_plural = _("présences")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_presence_per_seat"),
            models.CheckConstraint(
                condition=Q(standing=Attending.PROXY, given_to__isnull=False)
                | (~Q(standing=Attending.PROXY) & Q(given_to__isnull=True)),
                name="proxy_names_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(given_to__isnull=True) | ~Q(given_to=F("seat")),
                name="proxy_is_given_to_another",
            ),
            models.CheckConstraint(
                condition=Q(came__isnull=True, came_name="") | Q(standing=Attending.PRESENT),
                name="who_came_is_present",
            ),
            models.CheckConstraint(
                condition=Q(came__isnull=True) | Q(came_name=""), name="one_person_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.get_standing_display()}"


class Guest(Versioned):
    """Somebody invited to a meeting who holds no seat there: no voice, no part in the quorum."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="guests", verbose_name=_("séance")
    )
    name = models.CharField(_("nom"), max_length=120)
    quality = models.CharField(_("fonction, structure"), max_length=150, blank=True)
    has_come = models.BooleanField(_("présent"), null=True, blank=True)
    sheet_key = SheetKey("meeting:{0.meeting_id}")

    class Meta:
        verbose_name = _("invité")
        verbose_name_plural = _("invités")
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.quality) if part)

    @property
    def closed_words(self) -> str:
        """Since when the record of its meeting is validated; empty before."""
        return self.meeting.closed_words


class StandDown(models.Model):
    """A *déport*: a seat that takes no part in one item, how it is counted, and why."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="stand_downs", verbose_name=_("point")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("siège"))
    kind = models.CharField(
        _("nature"), max_length=10, choices=StandingDown, default=StandingDown.INTEREST
    )
    note = models.CharField(_("pourquoi"), max_length=200, blank=True)
    sheet_key = SheetKey("{0.item.sheet_key}")

    class Meta:
        verbose_name = _("déport")
        verbose_name_plural = _("déports")
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_stand_down_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.item}"


class CalendarFeed(models.Model):
    """The secret address of one access; withdrawn, it opens nothing any more."""

    access = models.ForeignKey(Access, models.PROTECT, related_name="+", verbose_name=_("accès"))
    nonce = models.CharField(_("jeton"), max_length=16, default=fresh_nonce, editable=False)
    created_at = models.DateTimeField(_("ouvert le"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda personnel")
        verbose_name_plural = _("agendas personnels")
        constraints = [
            models.UniqueConstraint(
                fields=["access"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_feed_per_access",
            ),
        ]

    def __str__(self) -> str:
        return str(self.access)
