"""The file that is attached, as it is chosen."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.choices import Visibility


class AttachForm(forms.Form):
    """A file and its readers."""

    file = forms.FileField(
        label=lazy("Le fichier"),
        help_text=lazy(
            "PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, PNG, JPEG, TXT ou CSV. Son nom est gardé."
        ),
        allow_empty_file=True,
        error_messages={"required": lazy("Choisissez le fichier à joindre.")},
    )
    visibility = forms.ChoiceField(
        label=lazy("Visible par"), choices=Visibility, initial=Visibility.TEAM
    )
