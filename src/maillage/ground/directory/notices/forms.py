"""When and how people were told that they are in the file, as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import PastDayField


class InformForm(forms.Form):
    """When and how people were told that they are in the file."""

    on = PastDayField(label=lazy("Informées le"))
    how = forms.CharField(
        label=lazy("Comment"),
        max_length=200,
        help_text=lazy("Par exemple : par courriel, de vive voix, lettre remise en séance"),
    )
