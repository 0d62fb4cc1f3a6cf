"""Which way are we going, since when, and what changed on the way?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.trade.context.choices import Course


class Heading(Versioned):
    """The heading of a cooperation; its steps say what it is, and keep what it was."""

    cooperation = models.OneToOneField(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class HeadingStep(VisibleRecord):
    """The heading as it was set, held or adapted on a day; nothing writes over it."""

    heading = models.ForeignKey(
        Heading, models.CASCADE, related_name="steps", verbose_name=_("cap")
    )
    course = models.CharField(_("ce qui a été fait"), max_length=10, choices=Course)
    statement = models.TextField(_("le cap"))
    on = models.DateField(_("le"))
    changed = models.CharField(_("ce qui change"), max_length=300, blank=True)
    why = models.TextField(_("pourquoi"), blank=True)
    decided_at = models.CharField(_("décidé où"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("version du cap")
        verbose_name_plural = _("versions du cap")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.statement
