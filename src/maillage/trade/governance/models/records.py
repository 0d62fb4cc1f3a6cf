"""What do those who were there ask to change in the record of a meeting?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.models.meetings import Meeting


class Amendment(Versioned):
    """A change that a structure asks on the record, before it is validated."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="amendments", verbose_name=_("séance")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("demandé par")
    )
    text = models.TextField(_("ce qui est demandé"), max_length=5000)
    state = models.CharField(
        _("suite"), max_length=10, choices=AmendmentState, default=AmendmentState.WAITING
    )

    class Meta:
        verbose_name = _("amendement")
        verbose_name_plural = _("amendements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: the meeting's."""
        return f"meeting:{self.meeting_id}"
