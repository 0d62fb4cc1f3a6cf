"""What an officer decides of a person's record: keep it, erase it, erase the name alone."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.core.ticked import TickedField
from maillage.ground.directory.records.models.people import Person

ERASE, ANONYMISE = "erase", "anonymise"
KEEP = "keep"


class EraseForm(forms.Form):
    """How far one person is erased, and the word that says it is meant."""

    how = forms.ChoiceField(
        label=lazy("Ce qui doit partir"),
        choices=(
            (ERASE, lazy("Tout : la personne, ses mandats et ses coordonnées")),
            (
                ANONYMISE,
                lazy(
                    "Le nom et tout le reste, sauf les sièges tenus, "
                    "au nom de «\u00a0Personne effacée\u00a0»"
                ),
            ),
        ),
        widget=forms.RadioSelect,
        initial=ERASE,
    )
    sure = forms.BooleanField(
        label=lazy("J’ai compris que rien ne reviendra, même d’une sauvegarde"),
        error_messages={"required": lazy("Cochez cette case : l’effacement est définitif.")},
    )


class ReviewForm(forms.Form):
    """What becomes of several records past their day."""

    people = TickedField(
        label=lazy("Personnes"),
        queryset=Person.objects.none(),
        error_messages={"required": lazy("Cochez au moins une personne.")},
    )
    what = forms.ChoiceField(
        label=lazy("Que faire"),
        choices=((KEEP, lazy("Les garder")), (ERASE, lazy("Les effacer"))),
        widget=forms.RadioSelect,
        initial=KEEP,
    )
    until = DayField(label=lazy("Les garder jusqu’au"))
    reason = forms.CharField(
        label=lazy("Pourquoi les garder"),
        max_length=200,
        error_messages={"required": lazy("Dites en quelques mots pourquoi.")},
    )
    own_fields: ClassVar[tuple[str, ...]] = ("what", "until", "reason")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person]) -> None:
        super().__init__(data)
        chosen = self.fields["people"]
        if isinstance(chosen, TickedField):
            chosen.queryset = people
        keeps = data is None or data.get("what") != ERASE
        self.fields["until"].required = self.fields["reason"].required = keeps

    def clean(self) -> dict[str, object]:
        """Keeping asks for a day to come and a reason."""
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if cleaned.get("what") == KEEP and until and until <= timezone.localdate():
            self.add_error("until", ValidationError(_("Donnez un jour à venir.")))
        return cleaned
