"""What one says of oneself, and the codes that prove it."""

from typing import ClassVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.accounts.models import User

REMEMBERED_SECONDS = 120  # longer than a code holds, so that none serves twice


class AccountForm(forms.ModelForm[User]):
    """The name that others read, and how the pages look."""

    theme = forms.ChoiceField(
        label=lazy("Apparence"),
        choices=[(theme.value, theme.label) for theme in User.Theme],
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["name", "theme"]


def code_field() -> forms.CharField:
    """Where a code is typed, which telephones offer to fill."""
    return forms.CharField(
        label=lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class CodeForm(AuthenticateForm):
    """The code of an application, or a recovery code; none serves twice."""

    code = code_field()

    def clean_code(self) -> str:
        """The code, when it is right and has not been heard before."""
        return _heard_once(self.user, super().clean_code())


class ConfirmingCodeForm(ReauthenticateForm):
    """The same, to confirm who is there."""

    code = code_field()

    def clean_code(self) -> str:
        """The code, when it is right and has not been heard before."""
        return _heard_once(self.user, super().clean_code())


class PasskeyForm(AddWebAuthnForm):
    """A key and the name that its owner gives it; the device checks who holds it."""

    name = forms.CharField(label=lazy("Nom de la clé"), max_length=60, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


def _heard_once(user: User, code: str) -> str:
    digits = "".join(code.split())
    if not cache.add(f"second-factor:{user.pk}:{digits}", "heard", REMEMBERED_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
    return code
