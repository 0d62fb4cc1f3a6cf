"""What is typed to close an account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.accounts.models import User


class AccountClosingForm(forms.Form):
    """The address of one's account, typed again to close it."""

    holder: User

    email = forms.EmailField(
        label=lazy("Pour confirmer, écrivez l’adresse de votre compte"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """The address, when it is the account's."""
        typed: str = self.cleaned_data["email"].lower()
        if typed != self.holder.email:
            raise ValidationError(_("Ce n’est pas l’adresse de ce compte."))
        return typed
