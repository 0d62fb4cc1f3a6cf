"""Who is invited, and how they come in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.cooperations.choices import Role

WHAT_A_ROLE_DOES = {
    Role.OFFICER: lazy("lit et change tout, invite, exporte"),
    Role.TEAM: lazy("lit le travail en cours, tient son thème"),
    Role.ELECTED: lazy("une page avant chaque réunion, les décisions"),
    Role.PARTNER: lazy("répond pour sa structure"),
    Role.OBSERVER: lazy("décisions, plan, résultats ; n’écrit rien"),
}


def explained_roles() -> list[tuple[str, str]]:
    """Each role with what it lets one do: "partenaire : répond pour sa structure"."""
    return [
        (role.value, french.with_french_spaces(f"{role.label} : {WHAT_A_ROLE_DOES[role]}"))
        for role in Role
    ]


class InviteForm(forms.Form):
    """An address and a role; `holders` are the addresses that already have an access."""

    holders: frozenset[str] = frozenset()

    email = forms.EmailField(label=lazy("Adresse de courriel"))
    name = forms.CharField(label=lazy("Nom"), max_length=150, required=False)
    role = forms.ChoiceField(
        label=lazy("Rôle"), choices=explained_roles, widget=forms.RadioSelect, initial=Role.TEAM
    )

    def clean_email(self) -> str:
        """The address in lower case, when it has no access yet."""
        typed: str = self.cleaned_data["email"].lower()
        if typed in self.holders:
            raise ValidationError(
                _("Cette personne a déjà un accès : changez son rôle sur la page de son accès.")
            )
        return typed


class RoleForm(forms.Form):
    """Another role for somebody who works here already."""

    role = forms.ChoiceField(label=lazy("Rôle"), choices=Role)


class AcceptForm(forms.Form):
    """The name and password of somebody who has no account yet."""

    name = forms.CharField(
        label=lazy("Votre nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=lazy("Choisissez un mot de passe"),
        help_text=lazy("Douze caractères au moins. Une phrase convient très bien."),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        """A password that is long and not common."""
        typed: str = self.cleaned_data["password"]
        validate_password(typed)
        return typed


class SignedInForm(forms.Form):
    """Nothing to type: who is signed in only says yes."""
