"""To which action, or on which decision, as they are typed."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.models import Decision, JointDecision
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.links.models import ActionDecision, ActionLink
from maillage.trade.plan.steps.queries import joint_decisions_to_choose

ONE_OR_THE_OTHER = lazy("Choisissez une décision, ou une décision conjointe.")


class ActionLinkForm(forms.ModelForm[ActionLink]):
    """The other action, and how both are tied."""

    class Meta:
        model = ActionLink
        fields = ("other", "kind", "why")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: ActionLink,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["other"] = _ActionField(
            actions(access).exclude(pk=instance.one_id), label=_("Quelle autre fiche")
        )
        self.order_fields(self.Meta.fields)


class _ActionField(forms.ModelChoiceField[Action]):
    def label_from_instance(self, obj: Action) -> str:
        return f"{obj.number} {obj}".strip()


class ActionDecisionForm(forms.ModelForm[ActionDecision]):
    """A decision of a body, or one that councils take together."""

    class Meta:
        model = ActionDecision
        fields = ("decision", "joint_decision")

    def __init__(
        self, data: QueryDict | None = None, *, instance: ActionDecision, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["decision"] = _DecisionField(
            decisions(access).order_by("-pk"), label=_("Décision d’une instance"), required=False
        )
        self.fields["joint_decision"] = forms.ModelChoiceField[JointDecision](
            joint_decisions_to_choose(access), label=_("Ou décision conjointe"), required=False
        )

    def clean(self) -> dict[str, object]:
        """One of the two, and one alone."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("decision")) == bool(cleaned.get("joint_decision")):
            self.add_error("decision", str(ONE_OR_THE_OTHER))
        return cleaned


class _DecisionField(forms.ModelChoiceField[Decision]):
    def label_from_instance(self, obj: Decision) -> str:
        return obj.question or str(obj)
