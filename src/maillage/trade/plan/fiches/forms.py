"""The rubrics of a fiche and its versions, as they are typed."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import PastDayField
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Body
from maillage.trade.plan.fiches.queries import bodies_to_choose
from maillage.trade.plan.fiches.rules import MEANS, Rubric, missing_words

MONEY_FOLLOWS = lazy("Le coût et qui paie s’y ajoutent d’eux-mêmes, depuis le plan de financement.")


class FicheForm(forms.Form):
    """The words of each rubric that is typed in the fiche."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rubrics: Sequence[Rubric],
        words: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        for one in rubrics:
            if one.is_written:
                self.fields[one.key] = forms.CharField(
                    label=one.label,
                    required=False,
                    max_length=3000,
                    initial=words.get(one.key, ""),
                    widget=forms.Textarea(attrs={"rows": 4}),
                    help_text=_hint(one),
                )


def _hint(one: Rubric) -> str:
    needed = _("Nécessaire avant de proposer une version.") if one.required else ""
    return " ".join(filter(None, (needed, str(MONEY_FOLLOWS) if one.key == MEANS else "")))


class ProposeForm(forms.Form):
    """To whom a version is proposed, and why when something is missing."""

    essential: ClassVar[tuple[str, ...]] = ("body", "reason")

    def __init__(
        self, data: QueryDict | None = None, *, access: Access, missing: Sequence[str]
    ) -> None:
        super().__init__(data)
        self.missing = missing
        self.fields["body"] = forms.ModelChoiceField(
            bodies_to_choose(access), label=_("À quelle instance"), required=False
        )
        if missing:
            self.fields["reason"] = forms.CharField(
                label=_("Pourquoi la proposer quand même"),
                max_length=300,
                help_text=missing_words(missing),
            )

    @property
    def body(self) -> Body | None:
        """The body to which the version is proposed, when there is one."""
        chosen: Body | None = self.cleaned_data["body"]
        return chosen


class ValidateForm(forms.Form):
    """Which body validated a version, and when."""

    def __init__(self, data: QueryDict | None = None, *, access: Access, body: Body | None) -> None:
        super().__init__(data)
        self.fields["body"] = forms.ModelChoiceField(
            bodies_to_choose(access), label=_("Validée par"), initial=body
        )
        self.fields["on"] = PastDayField(label=lazy("Validée le"))
