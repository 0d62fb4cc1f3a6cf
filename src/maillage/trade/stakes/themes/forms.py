"""A theme as it is typed, and what is chosen of it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.themes.models import Theme, ThemeChoice


class ThemeForm(forms.ModelForm[Theme]):
    """The name of a theme and what it is about."""

    class Meta:
        model = Theme
        fields: ClassVar[list[str]] = ["label", "description"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "description": forms.Textarea(attrs={"rows": 3})
        }
        labels: ClassVar[dict[str, Promise]] = {
            "label": lazy("Le thème, en un ou deux mots"),
            "description": lazy("De quoi il s’agit"),
        }

    def clean_label(self) -> str:
        """The name, its spaces put right."""
        return " ".join(str(self.cleaned_data["label"]).split())


class ThemeChoiceForm(forms.ModelForm[ThemeChoice]):
    """Kept, not now, or to be discussed: with a reason and a day."""

    state = forms.ChoiceField(
        label=lazy("Ce thème est"), choices=ThemeState.choices, widget=forms.RadioSelect
    )
    on = DayField(label=lazy("Décidé le"))

    class Meta:
        model = ThemeChoice
        fields: ClassVar[list[str]] = ["state", "reason", "on"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"reason": forms.Textarea(attrs={"rows": 3})}
        labels: ClassVar[dict[str, Promise]] = {"reason": lazy("Pourquoi")}
        help_texts: ClassVar[dict[str, Promise]] = {
            "reason": lazy("Lu par tous ceux qui prennent part : « Après les élections de mars. »"),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: ThemeChoice) -> None:
        super().__init__(data, instance=instance, initial={"on": timezone.localdate()})

    def clean_on(self) -> date:
        """The day; not to come."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("Cette date est à venir : écrivez le jour du choix."))
        return on


class AdoptForm(forms.Form):
    """Which themes of the profile are taken up."""

    def __init__(self, data: QueryDict | None = None, *, labels: Sequence[str]) -> None:
        super().__init__(data, initial={"labels": list(labels)})
        self.fields["labels"] = forms.MultipleChoiceField(
            label=_("Les thèmes habituels de ce type de démarche"),
            choices=[(one, one) for one in labels],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Gardez au moins un thème.")},
        )
