"""What would be shared, between whom, and which legal form was kept for it, for which reason?"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.directory.models import Organisation
from maillage.law.words import BODY_KINDS, SHARED
from maillage.trade.governance.choices import Fact, NewBody


class FormStudy(Versioned, VisibleRecord):
    """A situation for which a legal form is looked for; `chosen` is a word of the table of `law`.

    What `law` tests and nobody said stays blank: it is then unknown, never supposed.
    """

    purpose = models.CharField(_("ce que l’on partage"), max_length=160)
    shares = models.CharField(_("nature"), max_length=10, choices=list(SHARED.items()))
    wants_new_body = models.CharField(_("un établissement de plus"), max_length=7, choices=NewBody)
    one_piece = models.CharField(
        _("territoire d’un seul tenant"), max_length=3, choices=Fact, blank=True
    )
    open_market_share = models.DecimalField(
        _("part d’activité sur le marché ouvert"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    general_interest_only = models.CharField(
        _("au seul service de l’intérêt général"), max_length=3, choices=Fact, blank=True
    )
    chosen = models.CharField(_("forme gardée"), max_length=40, blank=True)
    reason = models.TextField(_("raison"), blank=True)
    chosen_on = models.DateField(_("gardée le"), null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gardée par"),
    )
    folded = FoldedField("purpose")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("formstudy:{0.pk}")

    class Meta:
        verbose_name = _("étude de forme")
        verbose_name_plural = _("études de forme")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["cooperation", "folded"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen="", reason="", chosen_on=None)
                | (~Q(chosen="") & ~Q(reason="") & Q(chosen_on__isnull=False)),
                name="a_form_is_kept_with_its_reason_and_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class StudyMember(models.Model):
    """A structure that would cooperate; its `kind` in `law`, blank when its record says it."""

    study = models.ForeignKey(
        FormStudy, models.CASCADE, related_name="members", verbose_name=_("étude")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    kind = models.CharField(
        _("nature juridique"), max_length=20, choices=list(BODY_KINDS.items()), blank=True
    )
    sheet_key = SheetKey("formstudy:{0.study_id}")

    class Meta:
        verbose_name = _("structure d’une étude de forme")
        verbose_name_plural = _("structures des études de forme")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "organisation"], name="structure_once_in_a_study"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
