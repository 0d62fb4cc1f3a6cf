"""What an officer leaves for the next."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.ground.missions.my_day.models import HandOver


class HandOverForm(forms.ModelForm[HandOver]):
    """The note of whoever leaves for whoever comes."""

    text = forms.CharField(
        label=lazy("Pour qui prendra la suite"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
    )

    class Meta:
        model = HandOver
        fields: ClassVar[list[str]] = ["text"]
