"""The template that is given, the letterhead as one types it."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as lazy
from django_stubs_ext import StrPromise

from maillage.foundation.documents.files.models import Letterhead


class TemplateForm(forms.Form):
    """A template, as a file."""

    file = forms.FileField(
        label=lazy("Votre modèle"),
        help_text=lazy("Un fichier DOCX ou ODT de 5 Mo au plus. Il est essayé aussitôt."),
        allow_empty_file=True,
        error_messages={"required": lazy("Choisissez le fichier de votre modèle.")},
    )


class LetterheadForm(forms.ModelForm[Letterhead]):
    """What the letters of the cooperation say of whoever writes them."""

    logo_file = forms.FileField(
        label=lazy("Logo"),
        required=False,
        help_text=lazy("Une image PNG ou JPEG de 1 Mo au plus. Laissez vide pour garder le vôtre."),
    )
    without_logo = forms.BooleanField(label=lazy("Écrire sans logo"), required=False)

    class Meta:
        model = Letterhead
        fields: ClassVar[list[str]] = ["sender", "address", "place", "signatory", "mention"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"address": forms.Textarea({"rows": 4})}
        help_texts: ClassVar[dict[str, StrPromise]] = {
            "sender": lazy(
                "Vide, c’est le nom de l’espace ; celui de la coopération s’écrit dessous."
            ),
            "address": lazy("Rue, commune, téléphone, adresse électronique : une ligne chacun."),
            "place": lazy("« Fait à … », en tête ou au bas des lettres."),
            "signatory": lazy(
                "Fonction et nom, comme ils se signent, délégation comprise : « Pour la "
                "présidente et par délégation, le vice-président, Marc Petit »."
            ),
            "mention": lazy("Au bas de chaque page."),
        }
