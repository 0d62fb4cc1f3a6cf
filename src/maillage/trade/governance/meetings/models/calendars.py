"""By which secret address does a calendar read what one access may see?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.links.models import fresh_nonce
from maillage.foundation.cooperations.models import Access


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

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: its own."""
        return f"calendarfeed:{self.pk}"
