"""A conflict, its parties, its heat and its end, as they are typed."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST, DayField, learned_by_today
from maillage.core.fields import ScaleRadios
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source, Subject
from maillage.ground.actors.readings.fields.source import KINDS
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import READERS, Heat, Outcome
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party


class ConflictForm(forms.ModelForm[Conflict]):
    """What is disputed, since when, and what comes next."""

    essential: ClassVar[tuple[str, ...]] = ("title", "about", "since", "next_step")
    read_back = lazy("{title}, depuis le {since}.[ Prochaine étape : {next_step}.]")

    class Meta:
        model = Conflict
        fields: ClassVar[list[str]] = [
            "title",
            "about",
            "subject",
            "since",
            "next_step",
            "next_on",
            "mediator",
            "visibility",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "title": lazy("La clé de partage, le siège du service, le calendrier…"),
            "about": lazy("Des faits, datés : ces lignes peuvent être demandées (RGPD, CADA)."),
            "next_step": lazy("Un appel, une rencontre à trois, un chiffrage."),
            "mediator": lazy("Une fonction ou une structure suffit."),
        }

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Conflict,
        subjects: QuerySet[Subject],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["about"].widget.attrs["rows"] = 4
        self.fields["subject"] = forms.ModelChoiceField(
            label=_("Sur quel sujet"), queryset=subjects, required=False
        )
        self.fields["since"] = DayField(label=_("Depuis le"))
        self.fields["next_on"] = DayField(
            label=_("Prévue le"),
            required=False,
            help_text=_("Maillage le rappelle."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in READERS],
            initial=Visibility.OFFICERS,
        )
        self.order_fields(self.Meta.fields)

    def clean_since(self) -> date:
        """The day it began; not to come."""
        return learned_by_today(self.cleaned_data["since"])

    def clean(self) -> dict[str, object]:
        """The whole; a date has its step, and the step comes after the beginning."""
        cleaned = super().clean() or {}
        since, on = cleaned.get("since"), cleaned.get("next_on")
        if on and not cleaned.get("next_step"):
            self.add_error("next_step", _("Dites quelle étape est prévue ce jour-là."))
        if isinstance(since, date) and isinstance(on, date) and on < since:
            self.add_error(
                "next_on", _("La prochaine étape précède le conflit : corrigez l’une des dates.")
            )
        return cleaned


class OpenForm(ConflictForm):
    """A conflict and the structures that it opposes."""

    essential: ClassVar[tuple[str, ...]] = ("title", "parties", "about", "since")
    read_back = lazy("{title}, entre {parties}, depuis le {since}.")

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Conflict,
        subjects: QuerySet[Subject],
        actors: QuerySet[Actor],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, subjects=subjects, initial=initial)
        self.fields["parties"] = ActorsField(
            label=_("Entre qui"),
            queryset=actors,
            error_messages={"required": _("Cochez au moins deux parties.")},
        )
        self.order_fields(["title", "parties", "about", "subject", "since"])

    def clean_parties(self) -> QuerySet[Actor]:
        """The parties; one alone has no conflict."""
        chosen: QuerySet[Actor] = self.cleaned_data["parties"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Cochez au moins deux parties."))
        return chosen


class ActorsField(TickedField[Actor]):
    """Structures and groups, by their names."""

    def label_from_instance(self, obj: Actor) -> str:
        """The name of the structure, or of the group."""
        return str(obj)


class PartyForm(forms.ModelForm[Party]):
    """A party and what matters to it."""

    class Meta:
        model = Party
        fields: ClassVar[list[str]] = ["actor", "interests"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "interests": lazy("Ce dont elle a besoin, derrière ce qu’elle demande."),
        }

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Party,
        actors: QuerySet[Actor] | None = None,
    ) -> None:
        super().__init__(data, instance=instance)
        if actors is None:
            del self.fields["actor"]
        else:
            self.fields["actor"] = forms.ModelChoiceField(
                label=_("Partie"), queryset=actors, empty_label=_("Choisir")
            )
            self.order_fields(["actor", "interests"])


class HeatForm(forms.Form):
    """How hot the conflict is, and how it is known."""

    level = forms.TypedChoiceField(
        label=lazy("Le conflit est"), choices=Heat.choices, coerce=int, widget=ScaleRadios
    )
    on = DayField(label=lazy("Constaté le"))
    source_kind = forms.ChoiceField(
        label=lazy("D’où cela vient"), choices=[(one.value, one.label) for one in KINDS]
    )
    who = forms.CharField(
        label=lazy("Auprès de qui"),
        required=False,
        max_length=150,
        help_text=lazy("Une fonction suffit : le secrétariat, l’adjointe à l’eau."),
    )
    said = forms.CharField(
        label=lazy("Le fait qui l’appuie"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Une réunion quittée, un courrier, une parole en séance."),
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        conflict: Conflict,
        drawn: Drawn | None = None,
    ) -> None:
        values: dict[str, object] = {"on": timezone.localdate()}
        if drawn is not None:
            values |= {"said": drawn.sentence, "on": drawn.source.on}
        super().__init__(data, initial=values)
        self.conflict, self.drawn = conflict, drawn
        if drawn is not None:
            for name in ("source_kind", "who"):
                del self.fields[name]

    def clean_on(self) -> date:
        """The day; neither to come nor before the conflict."""
        on = learned_by_today(self.cleaned_data["on"])
        if on < self.conflict.since:
            raise forms.ValidationError(_("Ce jour précède le conflit : corrigez sa date."))
        return on

    def heat(self) -> tuple[ConflictHeat, Source]:
        """The heat and its source, unsaved unless it is that of a note."""
        typed = self.cleaned_data
        heat = ConflictHeat(
            conflict=self.conflict, level=typed["level"], on=typed["on"], said=typed["said"]
        )
        if self.drawn is not None:
            return heat, self.drawn.source
        source = Source(kind=SourceKind(typed["source_kind"]), on=typed["on"], who=typed["who"])
        return heat, source


class EndForm(forms.ModelForm[Conflict]):
    """How a conflict ended."""

    class Meta:
        model = Conflict
        fields: ClassVar[list[str]] = ["outcome", "until", "outcome_note"]

    def __init__(
        self, data: Mapping[str, str] | None = None, *, instance: Conflict, today: date
    ) -> None:
        super().__init__(data, instance=instance, initial={"until": instance.until or today})
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Son issue"), choices=Outcome.choices, widget=forms.RadioSelect
        )
        self.fields["until"] = DayField(label=_("Depuis le"))
        self.fields["outcome_note"].widget.attrs["rows"] = 3

    def clean_until(self) -> date:
        """The day it ended; neither to come nor before it began."""
        until = learned_by_today(self.cleaned_data["until"])
        if until < self.instance.since:
            raise forms.ValidationError(ENDS_FIRST)
        return until


class ChooseConflictForm(forms.Form):
    """Of which conflict a sentence tells the heat."""

    def __init__(
        self, data: Mapping[str, str] | None = None, *, conflicts: QuerySet[Conflict]
    ) -> None:
        super().__init__(data)
        self.fields["conflict"] = forms.ModelChoiceField(
            label=_("Quel conflit"), queryset=conflicts, empty_label=_("Choisir")
        )
