"""What is said around the table: a position for each structure, in front of all."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.ground.actors.readings.fields.places import PlacesForm
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.words import numbered_stance
from maillage.trade.stakes.workshop.queries import Seated
from maillage.trade.stakes.workshop.services import Spoken

# Silence in the room only: a structure may have spoken elsewhere, and the room does not read it.
NOTHING = ("", lazy("rien de dit devant tous"))


class WorkshopForm(PlacesForm):
    """One choice for each actor, what it was before as the first one, and the words that count."""

    words = forms.CharField(
        label=lazy("Les mots à garder"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Écrivez-les comme la salle les a entendus."),
    )

    def __init__(self, data: QueryDict | None = None, *, seated: Sequence[Seated]) -> None:
        super().__init__(data)
        self.seated = seated
        order: list[str] = []
        choices = [NOTHING, *((stance.value, numbered_stance(stance)) for stance in Stance)]
        for one in seated:
            text = "" if one.value is None else str(one.value)
            self.fields[_value(one)] = forms.TypedChoiceField(
                label=french.capital(one.actor.name),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=text,
                widget=forms.Select(attrs={"data-maillage-kept": text}),
            )
            order += [_value(one), self.remember(one.actor.pk, one.last)]
        self.order_fields(order)

    def clean(self) -> dict[str, object]:
        """At least one position that was not known."""
        cleaned = super().clean() or {}
        if not self.errors and not self._spoken(cleaned):
            raise forms.ValidationError(_("Aucune position n’a changé : choisissez-en une."))
        return cleaned

    def _spoken(self, values: dict[str, object]) -> list[Spoken]:
        spoken_positions = []
        for one in self.seated:
            value = values.get(_value(one))
            if isinstance(value, int) and value != one.value:
                spoken_positions.append(Spoken(one.actor.pk, value, self.last_read(one.actor.pk)))
        return spoken_positions

    @property
    def spoken(self) -> list[Spoken]:
        """The positions that the room heard."""
        return self._spoken(self.cleaned_data)


def _value(one: Seated) -> str:
    return f"value_{one.actor.pk}"
