"""What does an officer say of a mission?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.probes import Level
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord


class Declaration(VisibleRecord):
    """What an officer says of a leaf: a state that happened outside the tool, or put aside.

    A later declaration ends the former; none is overwritten.
    """

    class Saying(models.TextChoices):
        TODO = Level.TODO.value, Level.TODO.label
        DOING = Level.DOING.value, Level.DOING.label
        DONE = Level.DONE.value, Level.DONE.label
        AGED = Level.AGED.value, Level.AGED.label
        ASIDE = "aside", _("pas pour cette démarche")
        BACK = "back", _("reprise")

    leaf = models.CharField(_("mission"), max_length=80)
    saying = models.CharField(_("état déclaré"), max_length=5, choices=Saying)
    reason = models.CharField(_("raison"), max_length=500)
    declared_on = models.DateField(_("déclaré le"))
    ended_at = models.DateTimeField(_("remplacé le"), null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("déclaration")
        verbose_name_plural = _("déclarations")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "leaf"],
                condition=Q(ended_at__isnull=True),
                name="one_open_declaration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaf} : {self.get_saying_display()}"
