"""A piece of partner news, and what is done about it, as they are typed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import FAR, FURTHEST_SIGNAL_YEARS, WITHIN_TWO_YEARS, DayField, later
from maillage.core.ticked import TickedField
from maillage.ground.actors.readings.fields.source import SourceFields, source_initial
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Effect, Response, SignalKind
from maillage.trade.context.choosing import structures_field
from maillage.trade.context.signals.models import Signal, SignalAnswer

LONGEST_WAIT = 2
WORDS = ("kind", "label", "on", "effect", "effect_on", "until", "said", "visibility")
ORDER = ("kind", "label", "on", "actors", "effect", "effect_on", "until", "said")


class SignalForm(SourceFields):
    """What happens, when, to whom, what it may do; then where it comes from and who reads it."""

    essential: ClassVar[tuple[str, ...]] = ("label", "on", "actors", "effect")
    read_back = lazy("{label}, le {on} : effet {effect}[ pour {le:actors}].")

    kind = forms.ChoiceField(label=lazy("Nature"), choices=SignalKind.choices)
    label = forms.CharField(
        label=lazy("Ce qui arrive"),
        max_length=200,
        help_text=lazy("Vote du budget, départ de la directrice, fusion annoncée…"),
    )
    on = DayField(label=lazy("Quand"), help_text=lazy("Passé ou à venir."))
    actors = structures_field(Actor.objects.none(), required=False)
    effect = forms.ChoiceField(
        label=lazy("Effet attendu sur la coopération"),
        choices=Effect.choices,
        widget=forms.RadioSelect,
    )
    effect_on = forms.CharField(
        label=lazy("Sur qui, sur quoi"),
        required=False,
        max_length=200,
        help_text=lazy("Le vote de la convention, le poste partagé, l’élue référente…"),
    )
    until = DayField(
        label=lazy("Effet jusqu’au"),
        required=False,
        help_text=lazy("Si l’on sait."),
    )

    def __init__(
        self,
        data: QueryDict | Mapping[str, str] | None = None,
        *,
        actors: QuerySet[Actor],
        drawn: Drawn | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, about_person=False, drawn=drawn, initial=initial)
        del self.fields["confidence"]
        self.fields["said"].label = _("Ce que l’on sait")
        chosen = self.fields["actors"]
        chosen.label = _("Qui est concerné")
        if isinstance(chosen, TickedField):
            chosen.queryset = actors
        self.order_fields(ORDER)

    def clean(self) -> dict[str, object]:
        """The news: its effect ends after it begins, and not in another age."""
        cleaned = super().clean()
        on, until = cleaned.get("on"), cleaned.get("until")
        latest = later(timezone.localdate(), FURTHEST_SIGNAL_YEARS)
        for name, day in (("on", on), ("until", until)):
            if isinstance(day, date) and day > latest:
                self.add_error(name, FAR[FURTHEST_SIGNAL_YEARS])
        if isinstance(on, date) and isinstance(until, date) and until < on:
            self.add_error("until", _("L’effet finit avant l’actualité : corrigez une des dates."))
        return cleaned

    def written_on(self, signal: Signal) -> Signal:
        """The news as it was typed, not yet kept."""
        for name in WORDS:
            setattr(signal, name, self.cleaned_data[name])
        return signal

    @property
    def concerned(self) -> list[Actor]:
        """Whom the news concerns."""
        return list(self.cleaned_data["actors"])


def signal_initial(signal: Signal) -> dict[str, object]:
    """The form filled with what is known of a piece of news."""
    values: dict[str, object] = {name: getattr(signal, name) for name in WORDS}
    values["actors"] = [party.actor_id for party in signal.parties.all()]
    return values | source_initial(signal.source)


class AnswerForm(forms.Form):
    """What is done about a piece of news: hold, adapt or wait, when and why."""

    answer = forms.ChoiceField(
        label=lazy("Que faites-vous ?"), choices=Response.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=lazy("Pourquoi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": lazy("Dites pourquoi, en une phrase.")},
    )
    on = DayField(label=lazy("Date de la réponse"))
    again_on = DayField(
        label=lazy("À revoir le"),
        required=False,
        help_text=lazy("Si vous attendez : votre journée vous le rappelle."),
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate()} | (initial or {}))

    def clean(self) -> dict[str, object]:
        """The answer: given already, and, when one waits, until a day to come."""
        cleaned = super().clean() or {}
        today, on, again = timezone.localdate(), cleaned.get("on"), cleaned.get("again_on")
        if isinstance(on, date) and on > today:
            self.add_error("on", _("Cette date est à venir : écrivez le jour de votre réponse."))
        if isinstance(on, date) and on < today - timedelta(days=365 * FURTHEST_SIGNAL_YEARS):
            self.add_error("on", FAR[FURTHEST_SIGNAL_YEARS])
        if (
            cleaned.get("answer") == Response.WAIT
            and again is None
            and "again_on" not in self.errors
        ):
            self.add_error("again_on", _("Attendre, c’est jusqu’à un jour : dites lequel."))
        if isinstance(again, date) and not today < again <= later(today, LONGEST_WAIT):
            self.add_error("again_on", WITHIN_TWO_YEARS)
        return cleaned

    @property
    def given(self) -> SignalAnswer:
        """The answer as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return SignalAnswer(
            answer=cleaned["answer"],
            reason=cleaned["reason"],
            on=cleaned["on"],
            again_on=cleaned["again_on"] if cleaned["answer"] == Response.WAIT else None,
        )


def answer_initial(answer: SignalAnswer) -> dict[str, object]:
    """The form filled with an answer that is kept already."""
    return {name: getattr(answer, name) for name in ("answer", "reason", "on", "again_on")}
