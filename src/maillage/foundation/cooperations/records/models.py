"""Who may read a record, and how was what it says known?"""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.points import Point
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.spaces.models import Access, Cooperation

Record = TypeVar("Record", bound=models.Model)


def readable(access: Access, at: str = "") -> Q:
    """The condition under which this access's role reads a record, or it is its own private one.

    `at` leads from the rows that are filtered to the record: « action__ ». The cooperation is not
    looked at.
    """
    read = Q((f"{at}visibility__in", access.levels_read))
    return read | Q((f"{at}visibility", Visibility.ME), (f"{at}author", access.user_id))


class VisibleQuerySet(models.QuerySet[Record]):
    """Records of cooperations, each with its visibility."""

    def visible_to(self, access: Access) -> Self:
        """The records of this access's cooperation that its role reads, and its own private ones.

        What is left out does not exist for that reader: not in lists, counts, totals or messages.
        """
        return self.filter(readable(access), cooperation=access.cooperation_id)


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


class Gathered(models.Model):
    """An answer and how it was known, whoever gave it: a structure, a person, a seat."""

    means = models.CharField(_("recueilli"), max_length=10, choices=Means, default=Means.PHONE)
    told_by = models.CharField(_("auprès de"), max_length=150, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saisi par"),
    )

    class Meta:
        abstract = True

    def answering(self, who: object) -> str:
        """Who answered, and how: "La MSA, par lien,"."""
        name = french.capital(french.with_article(str(who)))
        means = (
            gettext("dans Maillage") if self.means == Means.ACCOUNT else self.get_means_display()
        )
        return f"{name}, {means},"


class Replaceable(models.Model):
    """An answer of a day, that another of its kind replaces and that stays to be read."""

    told_on = models.DateField(_("recueilli le"))
    replaced_at = models.DateTimeField(_("remplacé le"), null=True, editable=False)

    class Meta:
        abstract = True
