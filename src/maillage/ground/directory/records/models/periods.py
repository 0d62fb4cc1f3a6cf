"""From when to when is it true? Dated rows end; they are never overwritten."""

from calendar import monthrange
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core.days import ENDS_FIRST
from maillage.ground.directory.choices import Precision


def in_force(prefix: str = "", day: date | None = None) -> Q:
    """The rows that have not ended on a day, today by default.

    `prefix` is the path to the dated row: "mandates__".
    """
    day = day or timezone.localdate()
    return Q((f"{prefix}until__isnull", True)) | Q((f"{prefix}until__gt", day))


def begun(day: date, prefix: str = "") -> Q:
    """The rows that had begun on that day; one whose first day is unknown had."""
    return Q((f"{prefix}since__isnull", True)) | Q((f"{prefix}since__lte", day))


def last_day(day: date, precision: str) -> date:
    """The last day of the month or the year that begins on this day, or the day itself."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    if precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


class Period(models.Model):
    """A row that is true from a date to another; each date may be unknown."""

    since = models.DateField(_("depuis le"), null=True, blank=True)
    since_precision = models.CharField(
        _("précision"), max_length=5, choices=Precision, default=Precision.DAY
    )
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    until_precision = models.CharField(
        _("précision"), max_length=5, choices=Precision, default=Precision.DAY
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=ENDS_FIRST,
            )
        ]

    @property
    def is_in_force(self) -> bool:
        """Whether the row is true today."""
        return self.until is None or self.until > timezone.localdate()

    def end(self, on: date) -> None:
        """Gives the row its end, known to the day; the caller saves it."""
        self.until, self.until_precision = on, Precision.DAY
