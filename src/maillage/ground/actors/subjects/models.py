"""What can one have a position on?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SubjectKind


class Subject(models.Model):
    """Anything of a cooperation that one can have a position on; what it is owns it and names it.

    The owner points to its subject, never the reverse: a lower room reads `label` alone. The
    cooperation itself has one subject, which nothing else owns. No screen names it: its owner
    stands for it.
    """

    stands_for = "owner"

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="subjects", verbose_name=_("coopération")
    )
    kind = models.CharField(_("nature"), max_length=12, choices=SubjectKind)
    label = models.CharField(_("intitulé"), max_length=200)

    class Meta:
        verbose_name = _("sujet")
        verbose_name_plural = _("sujets")
        indexes = [models.Index(fields=["cooperation", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation"],
                condition=models.Q(kind=SubjectKind.COOPERATION),
                name="one_subject_of_the_cooperation",
            ),
        ]

    def __str__(self) -> str:
        return self.label
