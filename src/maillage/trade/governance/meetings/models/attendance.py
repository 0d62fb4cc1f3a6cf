"""Which structures were there, which had given a *pouvoir*, which stood down?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.models.meetings import AgendaItem, Meeting


class Presence(Versioned):
    """How one seat was held at one meeting; a *pouvoir* names the seat that carries it."""

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
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.get_standing_display()}"

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return f"meeting:{self.meeting_id}"


class StandDown(models.Model):
    """A *déport*: a seat that takes no part in one item, and why."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="stand_downs", verbose_name=_("point")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("siège"))
    note = models.CharField(_("pourquoi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("déport")
        verbose_name_plural = _("déports")
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_stand_down_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}, {self.item}"

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return self.item.sheet_key
