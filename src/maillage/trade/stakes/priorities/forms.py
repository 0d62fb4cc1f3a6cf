"""What each theme touches for a structure, as it is typed: one choice for each theme."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.fields.places import PlacesForm
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.own_answers import NOTHING, OWN_WORDS, own_readers
from maillage.trade.stakes.priorities.queries import Put
from maillage.trade.stakes.priorities.services import Hearing, ThemePosition
from maillage.trade.stakes.words import numbered_stance

Choice = tuple[str | int, str | Promise]


class ThemesForm(PlacesForm):
    """The themes, what was known of each as the first choice."""

    puts: Sequence[Put]
    control: type[forms.widgets.ChoiceWidget] = forms.Select

    def put(self, puts: Sequence[Put], words: Sequence[Choice]) -> None:
        """Asks of each theme which of these words is said, before anything else."""
        self.puts, order = puts, list[str]()
        for one in puts:
            self.fields[_value(one)] = forms.TypedChoiceField(
                label=one.theme.label,
                choices=words,
                help_text=one.theme.description,
                widget=self.control,
                coerce=int,
                empty_value=None,
                required=False,
                initial="" if one.value is None else str(one.value),
            )
            order += [_value(one), self.remember(one.theme.pk, one.last)]
        self.order_fields(order)

    def clean(self) -> dict[str, object]:
        """At least one position that was not known."""
        cleaned = super().clean() or {}
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Rien n’a changé : choisissez pour un thème au moins."))
        return cleaned

    @property
    def answers(self) -> list[ThemePosition]:
        """The themes on which something new is said."""
        theme_positions: list[ThemePosition] = []
        for one in self.puts:
            value = self.cleaned_data.get(_value(one))
            if isinstance(value, int) and value != one.value:
                theme_positions.append(
                    ThemePosition(one.theme, value, self.last_read(one.theme.pk))
                )
        return theme_positions


class PrioritiesForm(ThemesForm, SourceFields):
    """What an officer heard of the themes, then where it comes from."""

    def __init__(self, data: QueryDict | None = None, *, puts: Sequence[Put]) -> None:
        super().__init__(data, about_person=False)
        pairs = [(stance.value, numbered_stance(stance)) for stance in Stance]
        self.put(puts, [("", _("n’a rien dit")), *pairs])

    @property
    def hearing(self) -> Hearing:
        """Where it comes from, and who may read it."""
        cleaned = self.cleaned_data
        return Hearing(self.source, cleaned["said"], cleaned["confidence"], cleaned["visibility"])


class OwnPrioritiesForm(ThemesForm):
    """What a structure says itself of the themes, with its words, and who may read it."""

    said = forms.CharField(
        label=lazy("Avec vos mots"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    visibility = own_readers()

    def __init__(self, data: QueryDict | None = None, *, puts: Sequence[Put]) -> None:
        super().__init__(data)
        self.put(puts, [NOTHING, *OWN_WORDS.items()])

    def hearing(self, said_by: str) -> Hearing:
        """The structure itself, by this voice, today, in its words."""
        cleaned, today = self.cleaned_data, timezone.localdate()
        source = Source(
            kind=SourceKind.LINK, on=today, who=said_by, visibility=cleaned["visibility"]
        )
        return Hearing(source, cleaned["said"], Confidence.SURE, cleaned["visibility"])


class LinkPrioritiesForm(OwnPrioritiesForm, SignedForm):
    """The same by link, with buttons for a thumb and the name of whoever answers."""

    control = forms.RadioSelect


def lasts_of(puts: Sequence[Put]) -> dict[int, int]:
    """The number of the position that stands on each theme."""
    return {one.theme.pk: one.last for one in puts}


def _value(one: Put) -> str:
    return f"value_{one.theme.pk}"
