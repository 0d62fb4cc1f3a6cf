"""What one says of oneself."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.accounts.models import User


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
