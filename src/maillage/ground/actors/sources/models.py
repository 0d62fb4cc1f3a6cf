"""Where does a reading come from: heard from whom, when, in which words?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.choices import SourceKind


class Source(VisibleRecord):
    """What readings rest on: an interview, a letter, a workshop, a note of the notebook.

    It has a visibility of its own, so that a reading may be shown wider than what it was drawn
    from. `words` are those of the note, or the sentence that was heard.
    """

    kind = models.CharField(_("d’où cela vient"), max_length=10, choices=SourceKind)
    on = models.DateField(_("le"))
    who = models.CharField(_("auprès de"), max_length=150, blank=True)
    words = models.TextField(_("ce qui a été dit"), blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return str(SourceKind(self.kind).label)

    @property
    def is_second_hand(self) -> bool:
        """True when the actor did not say it itself."""
        return self.kind in SourceKind.second_hand()
