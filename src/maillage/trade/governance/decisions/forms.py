"""Questions, decisions, their options and where they go, as they are typed."""

from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, not_to_come
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import Nature, Outcome, RouteStep
from maillage.trade.governance.decisions.models import Decision, DecisionOption

COUNCILS_DELIBERATE = lazy("Une instance coordonne ; seuls les conseils délibèrent.")


class RegisterForm(forms.ModelForm[Decision]):
    """A question, and what was settled on it outside of a meeting."""

    essential: ClassVar[tuple[str, ...]] = ("question", "outcome", "wording", "decided_on")
    read_back = lazy("{question}.[ {wording}.][ Décidé le {decided_on}.]")

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "question",
            "outcome",
            "wording",
            "body",
            "rule",
            "decided_on",
            "effects",
            "steward",
            "review_on",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "question": lazy("Telle que chacun la comprend : qui porte, combien, jusqu’à quand ?"),
            "wording": lazy("La phrase que chacun reconnaîtra. Vide tant que rien n’est décidé."),
            "effects": lazy("Qui fait quoi, et pour quand."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "wording": forms.Textarea(attrs={"rows": 3}),
            "effects": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Decision,
        bodies: QuerySet[Body],
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["question"].required = True
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Où en est-on"),
            choices=[("", _("question ouverte")), *Outcome.choices],
            required=False,
            widget=forms.RadioSelect,
            help_text=COUNCILS_DELIBERATE,
        )
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Instance"), queryset=bodies, required=False
        )
        self.fields["decided_on"] = DayField(label=_("Décidé le"), required=False)
        self.fields["steward"] = forms.ModelChoiceField(
            label=_("Structure qui s’en charge"), queryset=organisations, required=False
        )
        self.fields["review_on"] = review_field()
        self.order_fields(self.Meta.fields)

    def clean_decided_on(self) -> date | None:
        """The day; not to come."""
        on: date | None = self.cleaned_data["decided_on"]
        return not_to_come(on) if on else None

    def clean(self) -> dict[str, object]:
        """The line: what is settled has its words and its day, and is reviewed afterwards."""
        cleaned = super().clean() or {}
        if cleaned.get("outcome"):
            self._check_settled(cleaned)
        elif cleaned.get("wording"):
            self.add_error("outcome", _("Dites la portée de ce qui est écrit : avis, décision…"))
        on, review = cleaned.get("decided_on"), cleaned.get("review_on")
        if isinstance(on, date) and isinstance(review, date) and review <= on:
            self.add_error("review_on", _("La revue précède la décision : corrigez une des dates."))
        return cleaned

    def _check_settled(self, values: dict[str, object]) -> None:
        if not values.get("wording") and values.get("outcome") != Outcome.DROPPED:
            self.add_error("wording", _("Écrivez ce qui est décidé, en une phrase."))
        if not values.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Dites le jour où c’est décidé."))


def review_field() -> DayField:
    """The day on which something is to be reviewed."""
    return DayField(
        label=_("À revoir le"),
        required=False,
        help_text=_("Maillage le rappelle ce jour-là."),
    )


class OptionForm(forms.ModelForm[DecisionOption]):
    """One option: what speaks for it, against it, what it costs, whether it is the one."""

    class Meta:
        model = DecisionOption
        fields: ClassVar[list[str]] = ["label", "plus", "minus", "cost", "is_chosen"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "cost": lazy("En euros, en jours, ou avec vos mots."),
            "is_chosen": lazy("Une seule l’est : la précédente ne le sera plus."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "plus": forms.Textarea(attrs={"rows": 3}),
            "minus": forms.Textarea(attrs={"rows": 3}),
        }


class RouteForm(forms.ModelForm[Decision]):
    """Whether a question is political or technical, who is competent, and where it goes."""

    essential: ClassVar[tuple[str, ...]] = ("question", "nature", "nature_why", "next_step")

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "question",
            "nature",
            "nature_why",
            "body",
            "next_step",
            "goes_up",
            "stays",
            "review_on",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "nature_why": lazy("Ce qu’on veut est politique ; comment le faire, technique."),
            "goes_up": lazy("Ce que les personnes élues ont à trancher, en une ou deux phrases."),
            "stays": lazy("Ce que les techniciens règlent entre eux."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "goes_up": forms.Textarea(attrs={"rows": 3}),
            "stays": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: Decision, bodies: QuerySet[Body]
    ) -> None:
        super().__init__(data, instance=instance)
        if instance.meeting is not None:
            del self.fields["question"]
        else:
            self.fields["question"].required = True
        self.fields["nature"] = forms.ChoiceField(
            label=_("Cette question est"),
            choices=[("", _("pas encore dit")), *Nature.choices],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Instance compétente"), queryset=bodies, required=False
        )
        self.fields["next_step"] = forms.ChoiceField(
            label=_("Elle va maintenant"),
            choices=[("", _("nulle part pour l’instant")), *RouteStep.choices],
            required=False,
            widget=forms.RadioSelect,
            help_text=_("Du comité technique au comité de pilotage, puis aux conseils."),
        )
        self.fields["review_on"] = review_field()
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The route; a nature says why, and what is technical does not go to the councils."""
        cleaned = super().clean() or {}
        if cleaned.get("nature") and not cleaned.get("nature_why"):
            self.add_error("nature_why", _("Dites pourquoi, en une phrase."))
        if (
            cleaned.get("nature") == Nature.TECHNICAL
            and cleaned.get("next_step") == RouteStep.COUNCILS
        ):
            self.add_error(
                "next_step",
                _("Une question technique ne va pas aux conseils : dites-la politique, ou non."),
            )
        if cleaned.get("next_step") == RouteStep.COUNCILS and not cleaned.get("goes_up"):
            self.add_error("goes_up", _("Écrivez ce que les conseils auront à trancher."))
        return cleaned
