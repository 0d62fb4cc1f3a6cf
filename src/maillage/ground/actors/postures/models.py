"""How does an actor stand on a subject, on which day?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet
from maillage.ground.actors.subjects.models import Subject


class Posture(Reading):
    """How an actor stands on a subject: it drives, follows, keeps out or opposes."""

    PLACE = ("actor", "subject")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("sujet"))
    attitude = models.CharField(_("posture"), max_length=10, choices=Attitude)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posture")
        verbose_name_plural = _("postures")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "subject", "actor"])]

    def __str__(self) -> str:
        return str(Attitude(self.attitude).label)
