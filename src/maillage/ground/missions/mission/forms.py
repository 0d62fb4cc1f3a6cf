"""What an officer says of a mission."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.missions.mission.models import Declaration

SAID = [
    (saying.value, saying.label)
    for saying in Declaration.Saying
    if saying != Declaration.Saying.BACK
]
READ_BY = [(level.value, level.label) for level in Visibility if level != Visibility.PUBLIC]


class DeclareForm(forms.ModelForm[Declaration]):
    """A state, or put aside, with its reason and its date."""

    saying = forms.ChoiceField(label=lazy("Où en est-elle"), choices=SAID, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=500,
        help_text=lazy("Un fait, une date, une source : on le relira dans six mois."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    visibility = forms.ChoiceField(
        label=lazy("Visible par"), choices=READ_BY, initial=Visibility.TEAM
    )

    class Meta:
        model = Declaration
        fields: ClassVar[list[str]] = ["saying", "reason", "declared_on", "visibility"]
