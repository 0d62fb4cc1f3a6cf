"""A compromise, its options, and what each structure says of them, as they are typed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, learned_by_today
from maillage.core.folded import fold
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.models import Subject
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import READERS, Settlement, Stance
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.dialogue.conflicts.forms import ActorsField

MOST_OPTIONS, LONGEST = 12, 200


class CompromiseForm(forms.ModelForm[Compromise]):
    """The question, on what, and which structures are asked."""

    class Meta:
        model = Compromise
        fields: ClassVar[list[str]] = ["title", "subject", "visibility"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "title": lazy("Comment partager le coût de la navette ?"),
        }

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Compromise,
        subjects: QuerySet[Subject],
        actors: QuerySet[Actor],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["title"].label = _("La question")
        self.fields["subject"] = forms.ModelChoiceField(
            label=_("Sur quel sujet"), queryset=subjects, required=False
        )
        self.fields["actors"] = ActorsField(
            label=_("Qui est consulté"),
            queryset=actors,
            error_messages={"required": _("Cochez au moins une structure.")},
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in READERS],
            initial=Visibility.OFFICERS,
        )


class OpenForm(CompromiseForm):
    """A compromise and its first options."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Compromise,
        subjects: QuerySet[Subject],
        actors: QuerySet[Actor],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, subjects=subjects, actors=actors, initial=initial)
        self.fields["options"] = forms.CharField(
            label=_("Les options, une par ligne"),
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Ne rien changer en est une. D’autres s’ajouteront ensuite."),
        )
        self.order_fields(["title", "options", "actors", "subject", "visibility"])

    def clean_options(self) -> list[str]:
        """The options, each told once; twelve at most."""
        typed: str = self.cleaned_data["options"]
        values: dict[str, str] = {}
        for line in typed.splitlines():
            if line.strip():
                values.setdefault(fold(line), line.strip())
        options = list(values.values())
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(
                _("Au-delà de douze options, personne ne compare : gardez les plus différentes.")
            )
        if any(len(one) > LONGEST for one in options):
            raise forms.ValidationError(
                _("Une option tient en 200 caractères : le détail s’écrit ensuite, sur sa page.")
            )
        return options


class OptionForm(forms.ModelForm[CompromiseOption]):
    """One option and what it means."""

    class Meta:
        model = CompromiseOption
        fields: ClassVar[list[str]] = ["label", "detail"]

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: CompromiseOption,
        others: Sequence[str],
    ) -> None:
        super().__init__(data, instance=instance)
        self.others = {fold(one) for one in others}
        self.fields["detail"].widget.attrs["rows"] = 4

    def clean_label(self) -> str:
        """The option; another may not bear the same words."""
        label: str = self.cleaned_data["label"]
        if fold(label) in self.others:
            raise forms.ValidationError(
                _("Cette option existe déjà : dites ce qui l’en distingue.")
            )
        return label


def check_conditions(stance: object, conditions: object) -> str:
    """What is wrong between an answer and its conditions, or nothing."""
    has_some = bool(str(conditions or "").strip())
    if stance == Stance.CONDITIONS and not has_some:
        return _("Écrivez au moins une condition.")
    if stance != Stance.CONDITIONS and has_some:
        return _("Des conditions ne vont qu’avec « sous conditions » : changez l’un des deux.")
    return ""


class AnswerForm(SourceFields):
    """What a structure says of an option, and how it is known."""

    stance = forms.ChoiceField(
        label=lazy("Sa réponse"), choices=Stance.choices, widget=forms.RadioSelect
    )
    conditions = forms.CharField(
        label=lazy("Ses conditions, une par ligne"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        actors: QuerySet[Actor],
        conditions: Sequence[str],
        drawn: Drawn | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, about_person=False, drawn=drawn, initial=initial)
        self.fields["actor"] = forms.ModelChoiceField(
            label=_("Structure"), queryset=actors, empty_label=_("Choisir")
        )
        if conditions:
            self.fields["conditions"].help_text = _(
                "Avec les mêmes mots que les autres si c’est la même : %(told)s."
            ) % {"told": " ; ".join(conditions[:6])}
        self.order_fields(["actor", "stance", "conditions"])

    def clean(self) -> dict[str, object]:
        """The whole; conditions go with an answer that sets some."""
        cleaned = super().clean()
        problem = check_conditions(cleaned.get("stance"), cleaned.get("conditions"))
        if problem:
            self.add_error("conditions", problem)
        return cleaned

    def answer(self, option: CompromiseOption) -> OptionAnswer:
        """The answer, unsaved."""
        typed = self.cleaned_data
        return OptionAnswer(
            cooperation=option.compromise.cooperation,
            actor=typed["actor"],
            option=option,
            stance=typed["stance"],
            conditions=typed["conditions"],
            said=typed["said"],
            on=self.source.on,
            confidence=typed["confidence"],
            visibility=typed["visibility"],
        )


class SettleForm(forms.ModelForm[Compromise]):
    """How the search ended: an option is accepted, or it is given up."""

    class Meta:
        model = Compromise
        fields: ClassVar[list[str]] = ["settlement", "chosen", "settled_on", "settled_note"]

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        instance: Compromise,
        options: QuerySet[CompromiseOption],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["settlement"] = forms.ChoiceField(
            label=_("Son issue"), choices=Settlement.choices, widget=forms.RadioSelect
        )
        self.fields["chosen"] = forms.ModelChoiceField(
            label=_("L’option acceptée"), queryset=options, required=False
        )
        self.fields["settled_on"] = DayField(label=_("Date de l’issue"))
        self.fields["settled_note"].label = _("Où, devant qui, avec quelles réserves")
        self.fields["settled_note"].widget.attrs["rows"] = 3

    def clean_settled_on(self) -> date:
        """The day; neither to come nor before the search began."""
        on = learned_by_today(self.cleaned_data["settled_on"])
        if on < self.instance.opened_on:
            raise forms.ValidationError(
                _("Ce jour précède l’ouverture du compromis : corrigez sa date.")
            )
        return on

    def clean(self) -> dict[str, object]:
        """The whole; an acceptance says of which option, a give-up of none."""
        cleaned = super().clean() or {}
        if cleaned.get("settlement") == Settlement.ACCEPTED and not cleaned.get("chosen"):
            self.add_error("chosen", _("Choisissez l’option acceptée."))
        if cleaned.get("settlement") == Settlement.DROPPED:
            cleaned["chosen"] = None
        return cleaned
