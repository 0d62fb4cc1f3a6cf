"""A planned gesture, as it is typed: what, towards whom, around when; then what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import FURTHEST_MOVE_YEARS, DayField, later
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.directory.models import Organisation
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.choosing import structures_field

READERS = (Visibility.OFFICERS, Visibility.TEAM, Visibility.ME)
ORDER = ("label", "aim", "around_on", "organisations", "done_on", "outcome", "visibility")
WORDS = ("label", "aim", "around_on", "done_on", "outcome", "visibility")


class MoveForm(forms.Form):
    """What is meant, what is expected of it, around which day, towards which structures.

    With `is_known`, it also asks when it was made and what came of it.
    """

    essential: ClassVar[tuple[str, ...]] = ("label", "around_on", "organisations")
    read_back = lazy("{label}, autour du {around_on}[, envers {le:organisations}].")

    label = forms.CharField(
        label=lazy("Le geste prévu"),
        max_length=200,
        help_text=lazy("Demander le vote, proposer un poste commun, annoncer le projet…"),
    )
    aim = forms.CharField(
        label=lazy("Ce que vous en attendez"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    around_on = DayField(label=lazy("Autour du"))
    organisations = structures_field(Organisation.objects.none())
    done_on = DayField(label=lazy("Fait le"), required=False)
    outcome = forms.CharField(
        label=lazy("Ce que cela a donné"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    visibility = forms.ChoiceField(
        label=lazy("Qui peut le lire"),
        choices=[(one.value, one.label) for one in READERS],
        initial=Visibility.OFFICERS,
    )

    def __init__(
        self,
        data: QueryDict | Mapping[str, str] | None = None,
        *,
        organisations: QuerySet[Organisation],
        is_recorded: bool,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        chosen = self.fields["organisations"]
        chosen.label = _("Envers quelles structures")
        if isinstance(chosen, TickedField):
            chosen.queryset = organisations
        if not is_recorded:
            del self.fields["done_on"]
            del self.fields["outcome"]
        self.order_fields(ORDER)

    def clean(self) -> dict[str, object]:
        """The gesture: in this age, and made already when it is said to be."""
        cleaned = super().clean() or {}
        today, around, done = timezone.localdate(), cleaned.get("around_on"), cleaned.get("done_on")
        if isinstance(around, date) and around > later(today, FURTHEST_MOVE_YEARS):
            self.add_error("around_on", _("Cette date est à plus de cinq ans : vérifiez l’année."))
        elif isinstance(around, date) and around < today and "done_on" not in self.fields:
            self.add_error(
                "around_on", _("Cette date est passée : choisissez un jour à venir pour ce geste.")
            )
        if isinstance(done, date) and done > today:
            self.add_error("done_on", _("Cette date est à venir : notez-la quand ce sera fait."))
        return cleaned

    def written_on(self, move: Move) -> Move:
        """The gesture as it was typed, not yet kept."""
        for name in WORDS:
            if name in self.cleaned_data:
                setattr(move, name, self.cleaned_data[name])
        return move

    @property
    def aimed(self) -> list[Organisation]:
        """The structures that the gesture is made towards."""
        return list(self.cleaned_data["organisations"])


def move_initial(move: Move) -> dict[str, object]:
    """The form filled with what is known of a gesture."""
    values: dict[str, object] = {name: getattr(move, name) for name in WORDS}
    return values | {"organisations": [party.organisation_id for party in move.parties.all()]}
