"""The name of the cooperation, typed by whoever asks that it be deleted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy


class DeletionForm(forms.Form):
    """The exact name of the cooperation; `expected` is what has to be typed."""

    expected = ""

    name = forms.CharField(
        label=lazy("Nom de la coopération"),
        help_text=lazy("Recopiez-le pour confirmer."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """The name, when it is the right one."""
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.split()) != " ".join(self.expected.split()):
            raise ValidationError(
                _("Ce n’est pas son nom : recopiez « %(name)s »."),
                params={"name": self.expected},
            )
        return typed
