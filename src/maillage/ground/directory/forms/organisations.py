"""The card of a structure, as it is typed."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from stdnum.fr import siren, siret

from maillage.ground.directory.models import Organisation


class OrganisationForm(forms.ModelForm[Organisation]):
    """Name, nature, numbers and seat of a structure; SIREN and SIRET are checked by their key."""

    website = forms.URLField(label=lazy("Site"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = [
            "name",
            "short_name",
            "kind",
            "legal_form",
            "siren",
            "siret",
            "address",
            "commune",
            "website",
            "source",
        ]

    def clean_siren(self) -> str:
        """The nine digits; refused when their key is wrong."""
        typed: str = self.cleaned_data["siren"].replace(" ", "")
        if typed and not siren.is_valid(typed):
            raise ValidationError(
                _("Ce SIREN n’existe pas : vérifiez ses neuf chiffres, ou laissez vide.")
            )
        return typed

    def clean_siret(self) -> str:
        """The fourteen digits; refused when their key is wrong."""
        typed: str = self.cleaned_data["siret"].replace(" ", "")
        if typed and not siret.is_valid(typed):
            raise ValidationError(
                _("Ce SIRET n’existe pas : vérifiez ses quatorze chiffres, ou laissez vide.")
            )
        return typed
