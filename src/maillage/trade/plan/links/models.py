"""Which decisions does an action depend on, and to which other action is it tied, without date?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.trade.governance.models import Decision, JointDecision
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import ActionLinkKind


class ActionDecision(models.Model):
    """An action depends on a decision of a body, or on one that councils take together."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="decisions", verbose_name=_("action")
    )
    decision = models.ForeignKey(
        Decision,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision"),
    )
    joint_decision = models.ForeignKey(
        JointDecision,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision conjointe"),
    )
    sheet_key = SheetKey("action:{0.action_id}")

    class Meta:
        verbose_name = _("décision d’une action")
        verbose_name_plural = _("décisions des actions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(joint_decision__isnull=True),
                name="action_decision_is_one_or_the_other",
            ),
            models.UniqueConstraint(fields=["action", "decision"], name="one_action_per_decision"),
            models.UniqueConstraint(
                fields=["action", "joint_decision"], name="one_action_per_joint_decision"
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision or self.joint_decision)


class ActionLink(models.Model):
    """Two actions go together, one replaces the other, or they only look alike; `one` is first.

    Its traces name neither: who reads a sheet may not read the other.
    """

    one = models.ForeignKey(Action, models.CASCADE, related_name="+", verbose_name=_("action"))
    other = models.ForeignKey(Action, models.CASCADE, related_name="+", verbose_name=_("et"))
    kind = models.CharField(_("lien"), max_length=12, choices=ActionLinkKind)
    why = models.CharField(_("pourquoi"), max_length=200, blank=True)
    sheet_key = SheetKey("action:{0.one_id}")

    class Meta:
        verbose_name = _("lien entre deux actions")
        verbose_name_plural = _("liens entre les actions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_link_per_pair_of_actions"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="action_link_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
