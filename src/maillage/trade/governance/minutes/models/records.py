"""What do those who were there ask to change in the record of a meeting?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.meetings.models.meetings import Meeting


class Amendment(Versioned):
    """A change that a structure asks on the record, before it is validated.

    By link, `told_by` is who writes; who sits in their own name asks it alone.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="amendments", verbose_name=_("séance")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("demandé par"),
    )
    told_by = models.CharField(_("écrit par"), max_length=150, blank=True)
    text = models.TextField(_("ce qui est demandé"), max_length=5000)
    state = models.CharField(
        _("suite"), max_length=10, choices=AmendmentState, default=AmendmentState.WAITING
    )

    class Meta:
        verbose_name = _("amendement")
        verbose_name_plural = _("amendements")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(told_by=""),
                name="amendment_has_an_asker",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def asker(self) -> str:
        """Who asks it: the structure, or who sits in their own name."""
        return str(self.organisation) if self.organisation else self.told_by

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return f"meeting:{self.meeting_id}"

    @property
    def closed_words(self) -> str:
        """Since when the record of its meeting is validated; empty before."""
        return self.meeting.closed_words
