"""The questions that every form of a reading asks: where it comes from, who may read it."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import WITHIN_TWO_YEARS, DayField, later, learned_by_today
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.readings.rules import second_hand_fault
from maillage.ground.actors.sources.models import Source
from maillage.ground.actors.sources.queries import Drawn

READERS = (Visibility.ME, Visibility.OFFICERS, Visibility.TEAM, Visibility.MEMBERS)
KINDS = tuple(kind for kind in SourceKind if kind != SourceKind.LINK)
ASKED = ("source_kind", "source_on", "source_who")


class SourceFields(forms.Form):
    """The end of a form of a reading; the room's own form comes before it.

    `about_person` asks for the day when the reading is erased. With `drawn`, the sentence of a note
    is there and its source is not asked again.
    """

    source_kind = forms.ChoiceField(
        label=lazy("D’où cela vient"), choices=[(one.value, one.label) for one in KINDS]
    )
    source_on = DayField(label=lazy("Recueilli le"))
    source_who = forms.CharField(
        label=lazy("Auprès de qui"),
        required=False,
        max_length=150,
        help_text=lazy("Une fonction suffit : le secrétariat, l’adjointe à l’eau."),
    )
    said = forms.CharField(
        label=lazy("Les mots ou le fait qui l’appuient"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Des faits, datés : ces lignes peuvent être demandées (RGPD, CADA)."),
    )
    confidence = forms.ChoiceField(
        label=lazy("Confiance"), choices=Confidence.choices, initial=Confidence.LIKELY
    )
    expires_on = DayField(label=lazy("À effacer le"), help_text=lazy("Deux ans au plus."))
    visibility = forms.ChoiceField(
        label=lazy("Qui peut le lire"),
        choices=[(one.value, one.label) for one in READERS],
        initial=Visibility.OFFICERS,
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        about_person: bool,
        drawn: Drawn | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        values: dict[str, object] = {"source_on": timezone.localdate()}
        if drawn is not None:
            values |= {"said": drawn.sentence, "visibility": drawn.source.visibility}
        super().__init__(data, initial=values | (initial or {}))
        self.drawn = drawn
        if drawn is not None:
            for name in ASKED:
                del self.fields[name]
        if not about_person:
            del self.fields["expires_on"]

    def clean_source_on(self) -> date:
        """The day it was heard; not to come."""
        return learned_by_today(self.cleaned_data["source_on"])

    def clean(self) -> dict[str, object]:
        """The whole; second hand stays with the officers, a person is kept two years at most."""
        cleaned = super().clean() or {}
        if why := second_hand_fault(self.source.kind, str(cleaned.get("visibility"))):
            self.add_error("visibility", why)
        today, erased = timezone.localdate(), cleaned.get("expires_on")
        if isinstance(erased, date) and not today < erased <= later(today, 2):
            self.add_error("expires_on", WITHIN_TWO_YEARS)
        return cleaned

    @property
    def source(self) -> Source:
        """The source as it was told: that of the note, or a new one, not yet kept."""
        if self.drawn is not None:
            return self.drawn.source
        cleaned = self.cleaned_data
        return Source(
            kind=cleaned.get("source_kind", ""),
            on=cleaned.get("source_on") or timezone.localdate(),
            who=cleaned.get("source_who", ""),
            visibility=cleaned.get("visibility", Visibility.OFFICERS),
        )


def source_initial(source: Source) -> dict[str, object]:
    """The three questions filled with what is known of a source."""
    return {"source_kind": source.kind, "source_on": source.on, "source_who": source.who}
