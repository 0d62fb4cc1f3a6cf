"""What the first administrator types to open an installation."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.accesses.forms import AcceptForm


class FirstForm(AcceptForm):
    """The first administrator: their address, and the name of what they look after."""

    email = forms.EmailField(
        label=lazy("Votre courriel professionnel"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    workspace = forms.CharField(
        label=lazy("Nom de votre espace"),
        help_text=lazy("Votre employeur, ou le service qui porte vos coopérations."),
        max_length=200,
    )
    field_order = ("workspace", "name", "email", "password")
