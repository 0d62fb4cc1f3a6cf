"""How often does one want to be reminded?"""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.mail.choices import Every


class RhythmForm(forms.Form):
    """The rhythm of one's reminders."""

    every = forms.ChoiceField(
        label=lazy("Recevoir ce qui m’attend"), choices=Every, widget=forms.RadioSelect
    )
