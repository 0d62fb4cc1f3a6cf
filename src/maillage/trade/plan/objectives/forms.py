"""An axis or an objective, as it is typed."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.objectives import queries
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.stakes.models import Theme


def objective_field(access: Access) -> forms.ModelChoiceField[Objective]:
    """For which open objective an action is; none is an answer."""
    return forms.ModelChoiceField(
        queries.objectives(access).filter(until__isnull=True),
        label=_("Pour quel objectif"),
        required=False,
        empty_label=_("aucun pour l’instant"),
    )


class ObjectiveForm(forms.ModelForm[Objective]):
    """An axis or an objective: its words, its number, where it stands."""

    essential: ClassVar[tuple[str, ...]] = ("title", "parent", "number")

    class Meta:
        model = Objective
        fields: ClassVar[list[str]] = ["title", "parent", "number", "statement", "theme", "place"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "number": lazy("Par exemple 1.2."),
            "place": lazy("Son rang parmi ceux qui l’entourent."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: Objective, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["parent"] = forms.ModelChoiceField(
            queries.objectives(access).filter(until__isnull=True).exclude(pk=instance.pk),
            label=_("Fait partie de"),
            required=False,
            empty_label=_("rien : c’est un axe"),
        )
        self.fields["theme"] = forms.ModelChoiceField(
            Theme.objects.filter(cooperation=access.cooperation_id),
            label=_("Thème"),
            required=False,
        )
        if instance._state.adding:
            del self.fields["place"]
        self.order_fields(self.Meta.fields)
