"""What one says of oneself, and the codes that prove it."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from allauth.account.fields import SetPasswordField
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.accounts.key_counters import counts_on
from maillage.foundation.accounts.models import User

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, struct.error, InvalidSignature)
REMEMBERED_SECONDS = 120  # longer than a code holds, so that none serves twice


class AccountForm(forms.ModelForm[User]):
    """The name that others read, and how the pages look."""

    theme = forms.ChoiceField(
        label=lazy("Apparence"),
        choices=[(theme.value, theme.label) for theme in User.Theme],
        required=False,
        widget=forms.RadioSelect,
    )

    uses_shortcuts = forms.BooleanField(
        label=lazy("La touche / mène à la recherche"),
        help_text=lazy("Décochez si vous dictez vos textes, ou si une touche part par mégarde."),
        required=False,
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["name", "theme", "uses_shortcuts"]


def new_password_field() -> SetPasswordField:
    """A new password; one sentence says what it must be, where each validator has its own."""
    return SetPasswordField(
        label=lazy("Nouveau mot de passe"),
        help_text=lazy(
            "Douze caractères au moins ; ni un mot de passe courant, ni votre nom ou votre "
            "adresse, ni le nom de ce site."
        ),
    )


class NewPasswordForm(ChangePasswordForm):
    """Another password, by who knows the present one."""

    password1 = new_password_field()


class FirstPasswordForm(SetPasswordForm):
    """A password, where there was none."""

    password1 = new_password_field()


class RecoveredPasswordForm(ResetPasswordKeyForm):
    """Another password, by who received the link."""

    password1 = new_password_field()


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
        return _checked_once(self.user, super().clean_code())


class ConfirmingCodeForm(ReauthenticateForm):
    """The same, to confirm who is there."""

    code = code_field()

    def clean_code(self) -> str:
        """The code, when it is right and has not been heard before."""
        return _checked_once(self.user, super().clean_code())


class PasskeyForm(AddWebAuthnForm):
    """A key and the name that its owner gives it; the device checks who holds it."""

    name = forms.CharField(label=lazy("Nom de la clé"), max_length=60, required=False)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def clean(self) -> dict[str, object]:
        """The key; what no device says is refused like a wrong answer."""
        with _refused_if_unreadable():
            return dict(super().clean())


class ReadableKey:
    """Refuses an answer that no device gives, and that of a copy, which counts behind its key."""

    cleaned_data: dict[str, object]

    def clean_credential(self) -> Authenticator:
        """The key that answered."""
        answer = self.cleaned_data["credential"]
        with _refused_if_unreadable():
            key: Authenticator = super().clean_credential()  # type: ignore[misc]  # mixed below
            if not counts_on(key, answer):
                raise get_adapter().validation_error("incorrect_code")
        return key


class SecondKeyForm(ReadableKey, AuthenticateWebAuthnForm):
    """A key after the password."""


class SignInKeyForm(ReadableKey, LoginWebAuthnForm):
    """A key alone."""


class ConfirmingKeyForm(ReadableKey, ReauthenticateWebAuthnForm):
    """A key, to confirm who is there."""


@contextmanager
def _refused_if_unreadable() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


def _checked_once(user: User, code: str) -> str:
    digits = "".join(code.split())
    if not cache.add(f"second-factor:{user.pk}:{digits}", "heard", REMEMBERED_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
    return code
