"""What does one officer leave in writing for the next?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord


class HandOver(VisibleRecord):
    """What one part-time officer leaves in writing for the next."""

    text = models.TextField(_("note de passage"))
    written_at = models.DateTimeField(_("écrite le"), auto_now_add=True)
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pour"),
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("note de passage")
        verbose_name_plural = _("notes de passage")

    def __str__(self) -> str:
        return self.text[:60]
