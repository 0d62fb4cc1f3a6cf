"""How was an answer known: by which means, from whom, on which day, and who wrote it down?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import Means


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


class Replaceable(models.Model):
    """An answer of a day, that another of its kind replaces and that stays to be read."""

    told_on = models.DateField(_("recueilli le"))
    replaced_at = models.DateTimeField(_("remplacé le"), null=True, editable=False)

    class Meta:
        abstract = True
