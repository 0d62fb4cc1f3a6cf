"""What a structure confirms or corrects of its own card, without account."""

from typing import ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as lazy

from maillage.ground.directory.records.models.organisations import Organisation

PHONE = RegexValidator(
    r"^\+?[\d .()-]{6,20}$", lazy("Écrivez le numéro avec ses chiffres : 02 99 00 14 22.")
)


class AnswerCardForm(forms.ModelForm[Organisation]):
    """The card's public facts, the person to call, and who answers."""

    website = forms.URLField(label=lazy("Site"), required=False, assume_scheme="https")
    family_name = forms.CharField(label=lazy("Nom"), max_length=150, required=False)
    given_name = forms.CharField(label=lazy("Prénom"), max_length=150, required=False)
    function = forms.CharField(label=lazy("Fonction"), max_length=300, required=False)
    email = forms.EmailField(label=lazy("Courriel professionnel"), required=False)
    phone = forms.CharField(
        label=lazy("Téléphone professionnel"), required=False, validators=[PHONE]
    )
    said_by = forms.CharField(
        label=lazy("Votre nom et votre fonction"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = [
            "name",
            "short_name",
            "legal_form",
            "address",
            "commune",
            "website",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {"address": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, object]:
        """A person to call has a family name."""
        typed = super().clean() or self.cleaned_data
        details = ("given_name", "function", "email", "phone")
        if any(typed.get(name) for name in details) and not typed.get("family_name"):
            self.add_error("family_name", lazy("Donnez le nom de la personne à appeler."))
        return typed
