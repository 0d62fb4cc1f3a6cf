"""What was said of each item, and what do those present ask to change?"""

from textwrap import shorten

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.accounts.models import User
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.meetings.models import AgendaItem, Meeting


class ItemNote(Versioned):
    """The one note of an item, which several people write."""

    item = models.OneToOneField(
        AgendaItem, models.PROTECT, related_name="note", verbose_name=_("point")
    )
    text = models.TextField(_("note"), blank=True)
    sheet_key = SheetKey("{0.item.sheet_key}")

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return str(self.item)


class NoteVariant(models.Model):
    """The other text of a note, when two people wrote the same lines: kept until one chooses."""

    note = models.ForeignKey(
        ItemNote, models.CASCADE, related_name="variants", verbose_name=_("note")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("par"))
    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"), auto_now=True)
    sheet_key = SheetKey("{0.note.sheet_key}")

    class Meta:
        verbose_name = _("autre texte")
        verbose_name_plural = _("autres textes")
        constraints = [
            models.UniqueConstraint(fields=["note", "author"], name="one_variant_per_author"),
        ]

    def __str__(self) -> str:
        return str(self.note)


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
    sheet_key = SheetKey("meeting:{0.meeting_id}")

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
        return shorten(self.text, 80, placeholder="…")

    @property
    def asker(self) -> str:
        """Who asks it: the structure, or who sits in their own name."""
        return str(self.organisation) if self.organisation else self.told_by

    @property
    def closed_words(self) -> str:
        """Since when the record of its meeting is validated; empty before."""
        return self.meeting.closed_words
