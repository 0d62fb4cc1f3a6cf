"""What is at stake in the cooperation, and how is it read?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Subject
from maillage.ground.directory.records.models.periods import Period
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.findings.models import Finding
from maillage.trade.stakes.themes.models import Theme


class Stake(Versioned, Period):
    """What is at stake, as all who read the cooperation may read it; it owns its subject.

    It is closed, never deleted: its positions stay. A stake that follows another, or a part of it,
    says which in `follows`; one that was made from a finding, which in `finding`.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    subject = models.OneToOneField(
        Subject, models.PROTECT, related_name="stake", verbose_name=_("sujet")
    )
    label = models.CharField(_("intitulé"), max_length=200)
    description = models.TextField(_("de quoi il s’agit"), blank=True)
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stakes",
        verbose_name=_("thème"),
    )
    finding = models.ForeignKey(
        Finding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakes",
        verbose_name=_("constat dont il vient"),
    )
    why_closed = models.CharField(_("pourquoi il est clos"), max_length=300, blank=True)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("à la suite de"),
    )
    sheet_key = SheetKey("stake:{0.pk}")

    class Meta(Period.Meta):
        verbose_name = _("enjeu")
        verbose_name_plural = _("enjeux")
        ordering = ["label", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["cooperation", "label"],
                condition=Q(until__isnull=True),
                name="one_open_stake_of_this_name",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class LabelChoice(VisibleRecord):
    """How an officer reads a stake otherwise than the positions do, and why; a later row follows.

    An empty label gives the word back to the positions.
    """

    stake = models.ForeignKey(
        Stake, models.PROTECT, related_name="choices", verbose_name=_("enjeu")
    )
    label = models.CharField(_("lecture"), max_length=10, choices=StakeLabel, blank=True)
    reason = models.TextField(_("pourquoi"))
    on = models.DateField(_("le"))
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture choisie")
        verbose_name_plural = _("lectures choisies")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return str(self.get_label_display()) or str(_("lecture des positions"))
