"""What an actor wants on a stake, as it is typed."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as lazy

from maillage.core.fields import ScaleRadios
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.models import Position
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.words import numbered_stance


@dataclass(frozen=True)
class CellPlace:
    """The cell that is filled, and the position that stands in it."""

    actor: Actor
    stake: Stake
    standing: Position | None


class ChooseCellForm(forms.Form):
    """Whose position, and on which stake."""

    def __init__(
        self, data: QueryDict | None = None, *, actors: QuerySet[Actor], stakes: QuerySet[Stake]
    ) -> None:
        super().__init__(data)
        self.fields["actor"] = forms.ModelChoiceField(label=lazy("Qui"), queryset=actors)
        self.fields["stake"] = forms.ModelChoiceField(label=lazy("Sur quel enjeu"), queryset=stakes)


class PositionForm(SourceFields):
    """The position, then where it comes from and who may read it."""

    essential: ClassVar[tuple[str, ...]] = ("value", "said", "source_kind", "source_on")

    value = forms.TypedChoiceField(
        label=lazy("Sa position"),
        coerce=int,
        choices=[(stance.value, numbered_stance(stance)) for stance in Stance],
        widget=ScaleRadios,
        error_messages={
            "invalid_choice": lazy("Une position va de −4 à +4 : choisissez dans la liste.")
        },
    )
    last = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, place: CellPlace, drawn: Drawn | None = None
    ) -> None:
        standing = place.standing
        values: dict[str, object] = {"last": standing.pk if standing else 0}
        super().__init__(
            data,
            about_person=place.actor.person_id is not None,
            drawn=drawn,
            initial=values,
        )
        self.sent, self.place = data, place
        self.order_fields(["value"])
        self.fields["last"] = self.fields.pop("last")

    @property
    def last_read(self) -> int:
        """The number of the position that the form showed, 0 for none."""
        return int(self.cleaned_data.get("last") or 0)

    @property
    def position(self) -> Position:
        """The position as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return Position(
            cooperation=self.place.actor.cooperation,
            actor=self.place.actor,
            subject=self.place.stake.subject,
            value=cleaned["value"],
            on=cleaned.get("source_on") or self.source.on,
            said=cleaned["said"],
            confidence=cleaned["confidence"] or Confidence.LIKELY,
            expires_on=cleaned.get("expires_on"),
            visibility=cleaned["visibility"] or Visibility.OFFICERS,
        )

    def show_rival(self, current: Position) -> None:
        """What was typed stays, ready to be sent again after the one that came meanwhile."""
        sent = QueryDict(mutable=True) if self.sent is None else self.sent.copy()
        sent["last"] = str(current.pk)
        self.data = sent
