"""What was computed of each mission in each cooperation?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Cooperation

LONGEST_REASON, LONGEST_STEP = 500, 300


class MissionState(models.Model):
    """The last computed state of one leaf in one cooperation."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="mission_states", verbose_name=_("coopération")
    )
    leaf = models.CharField(_("mission"), max_length=80)
    level = models.CharField(_("état"), max_length=5, choices=Level)
    reason = models.CharField(_("raison"), max_length=LONGEST_REASON)
    evidence = models.JSONField(_("preuves"), default=list)
    since = models.DateField(_("depuis le"), null=True)
    until = models.DateField(_("jusqu’au"), null=True)
    next_step = models.CharField(_("prochain geste"), max_length=LONGEST_STEP, blank=True)
    next_url = models.CharField(_("où"), max_length=300, blank=True)
    computed_at = models.DateTimeField(_("calculé le"))

    class Meta:
        verbose_name = _("état de mission")
        verbose_name_plural = _("états de mission")
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "leaf"], name="one_state_per_leaf")
        ]

    def __str__(self) -> str:
        return f"{self.leaf} : {self.get_level_display()}"
