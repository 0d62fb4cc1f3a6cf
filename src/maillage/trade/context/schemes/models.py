"""Which contracts and plans cover this land, held by whom, and until when?"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.days import ENDS_FIRST
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import SchemeKind, SchemeState

ALERT, LONGEST_ALERT = 6, 60
ONE_OF_OURS = _("Un autre dispositif en vigueur est déjà celui de cette coopération.")


class Scheme(Versioned):
    """A contract or a plan: who holds it, on which land, from when to when.

    `alert` is how many months before its end one begins to prepare what follows. A theme is
    written as its subject: the themes belong to a later room.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    kind = models.CharField(_("nature"), max_length=10, choices=SchemeKind)
    title = models.CharField(_("intitulé"), max_length=200)
    holder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("porteur"),
    )
    parties = models.ManyToManyField(
        Organisation, related_name="+", blank=True, verbose_name=_("signataires")
    )
    territories = models.ManyToManyField(
        Territory, related_name="+", blank=True, verbose_name=_("périmètre")
    )
    themes = models.ManyToManyField(
        Subject, related_name="+", blank=True, verbose_name=_("thèmes attendus")
    )
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    start_on = models.DateField(_("début"), null=True, blank=True)
    end_on = models.DateField(_("fin"), null=True, blank=True)
    state = models.CharField(
        _("où en est-il"), max_length=10, choices=SchemeState, default=SchemeState.IN_FORCE
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("remplacé par"),
    )
    alert = models.PositiveSmallIntegerField(
        _("alerte, en mois avant la fin"),
        default=ALERT,
        validators=[MaxValueValidator(LONGEST_ALERT)],
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    checked_on = models.DateField(_("vérifié le"), null=True, blank=True)
    is_own = models.BooleanField(_("celui de cette coopération"), default=False)
    folded = FoldedField("title", "source")
    sheet_key = SheetKey("scheme:{0.pk}")

    class Meta:
        verbose_name = _("dispositif")
        verbose_name_plural = _("dispositifs")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["cooperation", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True)
                | Q(start_on__isnull=True)
                | Q(end_on__gte=F("start_on")),
                name="scheme_ends_after_it_begins",
                violation_error_message=ENDS_FIRST,
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(state=SchemeState.REPLACED),
                name="scheme_replaced_by_another_is_replaced",
            ),
            models.UniqueConstraint(
                fields=["cooperation"],
                condition=Q(is_own=True, state=SchemeState.IN_FORCE),
                name="one_own_scheme_in_force",
                violation_error_message=ONE_OF_OURS,
            ),
        ]

    def __str__(self) -> str:
        return self.title
