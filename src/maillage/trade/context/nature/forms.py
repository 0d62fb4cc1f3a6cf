"""How a structure lives the cooperation, as it is typed."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as lazy

from maillage.core.fields import ScaleRadios
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.readings.fields.narrow import rival_words
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature.models import NatureReading

ORDER = (
    *("actor", "nature", "moved_by", "source_kind", "source_on", "source_who", "said"),
    *("confidence", "visibility", "read"),
)


class NatureForm(ReadForm, SourceFields):
    """Of which structure, in which word, what made it move, and where it is known from."""

    essential: ClassVar[tuple[str, ...]] = ("actor", "nature", "moved_by", "source_who")

    actor = forms.ModelChoiceField(
        Actor.objects.none(), label=lazy("Structure"), empty_label=lazy("Choisir")
    )
    nature = forms.ChoiceField(
        label=lazy("Pour elle, cette coopération est"),
        choices=Nature.choices,
        widget=ScaleRadios,
        help_text=lazy("Le mot le plus proche de ce qu’elle en dit."),
    )
    moved_by = forms.CharField(
        label=lazy("Ce qui l’a fait bouger"),
        required=False,
        max_length=300,
        help_text=lazy("Un vote, une aide, un départ, une obligation légale…"),
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        actors: QuerySet[Actor],
        last: int,
        drawn: Drawn | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        shown = {"read": last} | (initial or {})
        super().__init__(data, about_person=False, drawn=drawn, initial=shown)
        chosen = self.fields["actor"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = actors
        self.order_fields(ORDER)

    def add_rival_error(self, rival: NatureReading, source: str) -> None:
        """Says what somebody else noted meanwhile; what was typed stays, ready to be sent again."""
        self.read_again(rival.pk, rival_words(rival.author.name, str(rival), source))

    def reading(self, cooperation: Cooperation) -> NatureReading:
        """The reading as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return NatureReading(
            cooperation=cooperation,
            actor=cleaned["actor"],
            nature=cleaned["nature"],
            moved_by=cleaned["moved_by"],
            said=cleaned["said"],
            on=self.source.on,
            confidence=cleaned["confidence"],
            visibility=cleaned["visibility"],
        )
