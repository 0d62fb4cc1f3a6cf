"""Who may read a record? One queryset method answers for all of them."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.points import Point
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.spaces.models import Access, Cooperation

Record = TypeVar("Record", bound=models.Model)


class VisibleQuerySet(models.QuerySet[Record]):
    """Records of cooperations, each with its visibility."""

    def visible_to(self, access: Access) -> Self:
        """The records of this access's cooperation that its role reads, and its own private ones.

        What is left out does not exist for that reader: not in lists, counts, totals or messages.
        """
        read = Q(visibility__in=access.levels_read)
        own = Q(visibility=Visibility.ME, author=access.user_id)
        return self.filter(read | own, cooperation=access.cooperation_id)


class VisibleRecord(models.Model):
    """A record of one cooperation that can hurt somebody: it says who may read it."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par")
    )
    visibility = models.CharField(
        _("visible par"), max_length=10, choices=Visibility, default=Visibility.OFFICERS
    )

    class Meta:
        abstract = True


visible_records: Point[[], type[VisibleRecord]] = Point("visible_records")
