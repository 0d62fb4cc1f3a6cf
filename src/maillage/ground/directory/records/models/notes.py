"""What does one cooperation note of a structure?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.directory.records.models.organisations import Organisation


class OrganisationNote(VisibleRecord):
    """A few words about a structure, with where they come from; its own cooperation reads them."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="notes", verbose_name=_("structure")
    )
    text = models.TextField(_("note"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("notée le"), auto_now_add=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("note sur une structure")
        verbose_name_plural = _("notes sur les structures")
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
