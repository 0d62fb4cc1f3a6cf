"""What is typed in a fiche beside the plan, and which of its versions was validated by whom?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Body
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import FicheState
from maillage.trade.plan.fiches.labels import RUBRICS


class FicheModel(Versioned):
    """Which rubrics the fiches of a cooperation have, in which order, since when.

    The last version counts; without one, the rubrics are those of the profile. None ever changes:
    who edits it writes the next. `rubrics` is a list: key, label, what fills it, whether required.
    """

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    rubrics = models.JSONField(_("rubriques"))
    since = models.DateField(_("depuis le"))
    sheet_key = SheetKey("cooperation:{0.cooperation_id}")

    class Meta:
        verbose_name = _("modèle de fiche")
        verbose_name_plural = _("modèles de fiche")
        ordering = ["cooperation", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "version"], name="one_fiche_model_per_version"
            ),
        ]

    def __str__(self) -> str:
        return _("modèle de fiche %(number)s") % {"number": self.version}


class FicheText(models.Model):
    """The words of one rubric of the fiche of an action, that nothing else in the plan says."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="texts", verbose_name=_("action")
    )
    key = models.CharField(_("rubrique"), max_length=40)
    words = models.TextField(_("texte"), max_length=3000)
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("rubrique d’une fiche")
        verbose_name_plural = _("rubriques des fiches")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "key"], name="one_text_per_rubric"),
        ]

    def __str__(self) -> str:
        label = RUBRICS.get(self.key)
        return str(label) if label else gettext("rubrique ajoutée")


class FicheVersion(Versioned):
    """A fiche as it was frozen one day; its content never changes, its state does.

    `content` is a list of rubrics: their key, their label, their words. `fingerprint` is that of
    the content. A later validation replaces the one in force.
    """

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="fiche_versions", verbose_name=_("action")
    )
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("intitulé"), max_length=200)
    model = models.ForeignKey(
        FicheModel,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("modèle"),
    )
    content = models.JSONField(_("contenu"))
    fingerprint = models.CharField(_("empreinte"), max_length=64)
    proposed_on = models.DateField(_("proposée le"))
    state = models.CharField(
        _("où en est-elle"), max_length=10, choices=FicheState, default=FicheState.PROPOSED
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instance")
    )
    on = models.DateField(_("validée le"), null=True, blank=True)
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("version d’une fiche")
        verbose_name_plural = _("versions des fiches")
        ordering = ["action", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="one_fiche_per_number"),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state=FicheState.VALIDATED),
                name="one_validated_fiche",
            ),
        ]

    def __str__(self) -> str:
        return _("version %(number)s") % {"number": self.number}
