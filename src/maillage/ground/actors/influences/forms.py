"""How strongly an actor can act on another, as it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as lazy

from maillage.core.fields import ScaleRadios
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.words import ASKED
from maillage.ground.actors.readings.fields.narrow import NarrowFields
from maillage.ground.directory.models import Actor

ORDER = [
    *("strength", "source_kind", "source_on", "source_who", "said"),
    *("confidence", "expires_on", "visibility", "read"),
]


@dataclass(frozen=True)
class Pair:
    """Who acts on whom, in which cooperation, and the number of the last reading shown."""

    cooperation: Cooperation
    actor: Actor
    target: Actor
    last: Influence | None = None

    @property
    def has_person(self) -> bool:
        """Whether what is said is said of somebody."""
        return bool(self.actor.person_id or self.target.person_id)


class InfluenceForm(NarrowFields):
    """The strength of an influence, and where it is known from."""

    strength = forms.TypedChoiceField(
        label=lazy("Elle peut agir"),
        coerce=int,
        choices=[(str(value), label) for value, label in enumerate(ASKED)],
        widget=ScaleRadios,
    )
    field_order = ORDER

    def __init__(self, data: Mapping[str, str] | None = None, *, pair: Pair) -> None:
        last = pair.last
        shown: dict[str, object] = {"read": last.pk if last else 0}
        if last is not None:
            shown["strength"] = str(last.strength)
        super().__init__(data, about_person=pair.has_person, initial=shown)
        self.keep_narrow()
        self.order_fields(ORDER)
        self.pair = pair

    @property
    def influence(self) -> Influence:
        """The influence as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return Influence(
            cooperation=self.pair.cooperation,
            actor=self.pair.actor,
            target=self.pair.target,
            strength=cleaned["strength"],
            said=cleaned["said"],
            on=self.source.on,
            confidence=cleaned["confidence"],
            expires_on=cleaned.get("expires_on"),
            visibility=cleaned["visibility"],
        )
