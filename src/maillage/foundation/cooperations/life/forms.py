"""What is typed to close a cooperation."""

from django import forms
from django.utils.translation import gettext_lazy as lazy


class ClosingForm(forms.Form):
    """Why the cooperation is closed, in a sentence that its readers will see."""

    reason = forms.CharField(
        label=lazy("Pourquoi la coopération est-elle close ?"),
        help_text=lazy("Une phrase, que tous ses lecteurs verront."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
