"""Who looks after this installation, and for whom?"""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.forms.accesses import AcceptForm


class FirstStartForm(AcceptForm):
    """The first administrator, and the name of what their employer runs."""

    email = forms.EmailField(
        label=lazy("Votre adresse de courriel"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    workspace = forms.CharField(
        label=lazy("Votre structure"),
        help_text=lazy("Le nom de l’espace : celui de l’employeur qui tient les coopérations."),
        max_length=200,
    )
    field_order = ("name", "email", "password", "workspace")
