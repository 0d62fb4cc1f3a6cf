"""What was said of each item, and what was settled?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.foundation.accounts.models import User
from maillage.trade.governance.meetings.models.meetings import AgendaItem


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
