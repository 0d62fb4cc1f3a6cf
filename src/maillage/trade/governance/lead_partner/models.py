"""Which structure carries the cooperation, a theme or an action for the others, by which act?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.documents.models import Attachment
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import Period


class LeadPartner(Versioned, Period):
    """The structure that carries a subject for the others, from when to when, by which act.

    It is ended, never replaced: the next one is another row.
    """

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="+", verbose_name=_("sur quoi")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    scope = models.TextField(_("ce qu’elle porte"), blank=True)
    act_number = models.CharField(_("acte qui la désigne"), max_length=120, blank=True)
    act_on = models.DateField(_("acte du"), null=True, blank=True)
    act = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fichier de l’acte"),
    )
    sheet_key = SheetKey("leadpartner:{0.pk}")

    class Meta(Period.Meta):
        verbose_name = _("chef de file")
        verbose_name_plural = _("chefs de file")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(until__isnull=True),
                name="one_open_lead_partner_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def has_act(self) -> bool:
        """Whether an act names it: a number or a file."""
        return bool(self.act_number or self.act_id)
