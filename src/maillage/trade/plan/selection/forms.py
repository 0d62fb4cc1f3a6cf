"""A call, a criterion, a project put to the call, what a voice and a funder say, a result."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField, PastDayField
from maillage.core.fields import DependentField, FlatSelect, MarkedRadios, ScaleRadios
from maillage.core.money import EurosField
from maillage.core.read_again import ReadForm
from maillage.core.ticked import TickedField
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.fields import with_source
from maillage.ground.directory.models import Organisation
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.plan.actions.queries.choices import schemes
from maillage.trade.plan.choices import EXPLAINED_RESULTS, CallResult, FunderView
from maillage.trade.plan.selection import queries, words
from maillage.trade.plan.selection.models import (
    DATES_IN_ORDER,
    MOST_CRITERIA,
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
    ProjectCall,
)
from maillage.trade.plan.selection.words import VIEW_MARKS


class CallForm(forms.ModelForm[ProjectCall]):
    """What is opened, who marks, until when, with which envelope; then what may be added."""

    essential: ClassVar[tuple[str, ...]] = ("title", "body", "scores_until", "envelope_cents")

    scores_until = DayField(label=lazy("Les voix notent jusqu’au"))
    decides_on = DayField(label=lazy("Le comité décide le"), required=False)
    envelope_cents = EurosField(label=lazy("Enveloppe"), required=False, max_length=20)

    class Meta:
        model = ProjectCall
        fields: ClassVar[list[str]] = [
            "title",
            "body",
            "scores_until",
            "envelope_cents",
            "decides_on",
            "scheme",
            "grid",
            "least",
            "scores_are_open",
        ]
        labels: ClassVar[dict[str, Promise]] = {
            "least": lazy("Note la plus basse admise, sur 100"),
            "scores_are_open": lazy("Les voix lisent toutes les notes avant la clôture"),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: ProjectCall, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        paying = list(instance.funders.values_list("pk", flat=True)) if instance.pk else []
        self.is_marked = bool(instance.pk and queries.ballots_given(instance))
        self.fields["body"] = forms.ModelChoiceField(
            queries.voting_bodies(access), label=_("Qui note"), widget=FlatSelect
        )
        self.fields["scheme"] = forms.ModelChoiceField(
            schemes(access), label=_("Au titre de"), required=False
        )
        self.fields["grid"] = forms.ModelChoiceField(
            queries.grids(access),
            label=_("Grille"),
            required=bool(instance.pk),
            empty_label=None if instance.pk else _("une grille neuve"),
        )
        self.fields["funders"] = TickedField(
            organisations_to_offer(access, paying),
            label=_("Donnent leur avis"),
            required=False,
            initial=paying,
        )
        if self.is_marked:
            del self.fields["body"], self.fields["grid"]

    def clean(self) -> dict[str, object]:
        """The call: its committee does not decide before the marks are in."""
        values = super().clean() or {}
        until, decides = values.get("scores_until"), values.get("decides_on")
        if until and decides and str(decides) < str(until):
            self.add_error("decides_on", DATES_IN_ORDER)
        return values

    @property
    def funders(self) -> list[Organisation]:
        """Who gives an opinion."""
        return list(self.cleaned_data["funders"])


class CriterionForm(forms.ModelForm[Criterion]):
    """What is looked at, how much it weighs, up to which mark."""

    essential: ClassVar[tuple[str, ...]] = ("label", "weight", "top")

    class Meta:
        model = Criterion
        fields: ClassVar[list[str]] = ["label", "weight", "top", "is_eliminating", "help"]
        labels: ClassVar[dict[str, Promise]] = {
            "weight": lazy("Poids, de 1 à 10"),
            "top": lazy("Note la plus haute, de 2 à 10"),
            "is_eliminating": lazy("Éliminatoire : on répond oui ou non, sans poids"),
        }

    def clean(self) -> dict[str, object]:
        """The criterion: a grid stays short enough to be filled in."""
        values = super().clean() or {}
        if not self.instance.pk and self.instance.grid.criteria.count() >= MOST_CRITERIA:
            self.add_error(None, _("Douze critères au plus : retirez-en un d’abord."))
        return values


class CandidacyForm(forms.ModelForm[Candidacy]):
    """Which project is put to the call, what it asks, when it came."""

    aid_cents = EurosField(
        label=lazy("Demandé"),
        required=False,
        max_length=20,
        help_text=lazy("Vide : ce que demande la fiche du projet."),
    )
    filed_on = PastDayField(label=lazy("Déposé le"), required=False)

    class Meta:
        model = Candidacy
        fields: ClassVar[list[str]] = ["project", "aid_cents", "filed_on"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: Candidacy, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["project"] = forms.ModelChoiceField(
            queries.projects_to_add(access, instance.call), label=_("Projet"), widget=FlatSelect
        )
        if instance.pk:
            del self.fields["project"]

    def clean(self) -> dict[str, object]:
        """The project, with what its sheet already says."""
        values = super().clean() or {}
        if not self.instance.pk and (project := values.get("project")):
            values["aid_cents"] = values.get("aid_cents") or project.aid_cents
            values["filed_on"] = values.get("filed_on") or project.filed_on
        return values


class ResultForm(forms.ModelForm[Candidacy]):
    """What the body decided, when, for how much, and why when it does not take the project."""

    result_on = PastDayField(label=lazy("Décidé le"), initial=timezone.localdate)
    granted_cents = EurosField(label=lazy("Montant retenu"), required=False, max_length=20)
    result_why = DependentField(
        label=lazy("Pourquoi"),
        required=False,
        max_length=300,
        help_text=lazy("À dire si le projet n’est pas programmé : le porteur le lira."),
    )

    class Meta:
        model = Candidacy
        fields: ClassVar[list[str]] = [
            "result",
            "result_on",
            "granted_cents",
            "result_why",
            "decision",
        ]

    def __init__(
        self, data: QueryDict | None = None, *, instance: Candidacy, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["result"] = forms.ChoiceField(
            label=_("Le comité"),
            choices=[(one.value, str(one.label).capitalize()) for one in CallResult],
            widget=forms.RadioSelect,
        )
        self.fields["decision"] = forms.ModelChoiceField(
            queries.decisions_to_tie(access, instance.call),
            label=_("Inscrit au registre des décisions"),
            required=False,
            widget=FlatSelect,
        )

    def clean(self) -> dict[str, object]:
        """The result: a project that is not taken is told why, and receives nothing."""
        values = super().clean() or {}
        result = values.get("result")
        if result in EXPLAINED_RESULTS and not values.get("result_why"):
            self.add_error("result_why", _("Dites pourquoi : le porteur le lira."))
        granted, day = values.get("granted_cents"), values.get("result_on")
        if result and result != CallResult.RETAINED and granted:
            self.add_error(
                "granted_cents", _("Un montant n’est retenu que pour un projet programmé.")
            )
        elif isinstance(granted, int):
            left = queries.left_of_envelope(self.instance)
            self._refuse("granted_cents", words.too_much_words(self.instance, granted, left))
        if isinstance(day, date):
            self._refuse("result_on", words.too_early_words(self.instance, day))
        return values

    def _refuse(self, name: str, why: str) -> None:
        if why:
            self.add_error(name, why)


class BallotForm(ReadForm):
    """Whether the voice stands down, first; else a mark for each criterion.

    `shown` is the ballot that its reader may see again; `read` the last one of the project.
    """

    stands_down = forms.BooleanField(label=lazy("Cette voix se déporte"), required=False)
    why = forms.CharField(
        label=lazy("Pourquoi"),
        required=False,
        max_length=300,
        help_text=lazy("Pour un déport, ou si le porteur note son propre projet."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        candidacy: Candidacy,
        voices: QuerySet[CallVoice],
        voice: CallVoice | None,
        shown: Ballot | None,
        read: int,
    ) -> None:
        super().__init__(data, initial={"read": read, "voice": voice})
        self.candidacy = candidacy
        self.criteria: Sequence[Criterion] = list(candidacy.call.grid.criteria.all())
        self.fields["voice"] = forms.ModelChoiceField(
            voices, label=_("Voix"), widget=FlatSelect, empty_label=_("Choisir")
        )
        values = {one.criterion_id: one.value for one in shown.marks.all()} if shown else {}
        self.initial["stands_down"] = (
            shown.stands_down
            if shown
            else voice is not None and queries.is_carried_by(candidacy, voice)
        )
        self.initial["why"] = shown.why if shown else ""
        for one in self.criteria:
            self.fields[f"mark_{one.pk}"] = _mark_field(one, values.get(one.pk))
        self.order_fields(["read", "voice", "stands_down", *self._names, "why"])

    @property
    def _names(self) -> list[str]:
        return [f"mark_{one.pk}" for one in self.criteria]

    def clean(self) -> dict[str, object]:
        """Something is said; the holder's own voice says why it marks."""
        values = super().clean() or {}
        if values.get("stands_down"):
            return values
        voice = values.get("voice")
        carries = isinstance(voice, CallVoice) and queries.is_carried_by(self.candidacy, voice)
        if carries and not values.get("why"):
            self.add_error("why", carrier_words(str(voice)))
        if not self.errors and not any(values.get(name) not in {None, ""} for name in self._names):
            self.add_error(None, _("Donnez une note au moins, ou dites que cette voix se déporte."))
        return values

    def ballot(self, author: User | None, by: str, means: str = Means.ACCOUNT) -> Ballot:
        """What the voice says, its marks apart."""
        names = ("voice", "stands_down", "why")
        values = {name: self.cleaned_data[name] for name in names}
        ballot = Ballot(candidacy=self.candidacy, recorded_by=author, **values)
        return with_source(ballot, self, by, means)

    def values(self) -> dict[int, int]:
        """The marks given, by criterion; none beside a voice that stands down."""
        cleaned = self.cleaned_data
        if cleaned["stands_down"]:
            return {}
        answers = {one.pk: cleaned[f"mark_{one.pk}"] for one in self.criteria}
        return {number: int(value) for number, value in answers.items() if value != ""}


def carrier_words(voice: str) -> str:
    """What is answered to a voice that marks the project that it carries."""
    return _("%(name)s porte ce projet : sa voix se déporte, ou dites pourquoi elle note.") % {
        "name": french.headed(voice)
    }


def _mark_field(one: Criterion, value: int | None) -> forms.TypedChoiceField:
    words = [str(number) for number in range(one.highest + 1)]
    choices = (
        [("1", _("Oui")), ("0", _("Non"))]
        if one.is_eliminating
        else [(number, number) for number in words]
    )
    weight = _("éliminatoire") if one.is_eliminating else _("compte %s fois") % one.weight
    return forms.TypedChoiceField(
        label=one.label,
        choices=choices,
        required=False,
        initial="" if value is None else str(value),
        help_text=". ".join(filter(None, (one.help.rstrip("."), french.capital(weight)))) + ".",
        widget=ScaleRadios,
    )


class FunderOpinionForm(ReadForm):
    """What a funder says of a project, for how much, on which conditions."""

    opinion = forms.ChoiceField(
        label=lazy("Avis"),
        choices=[(one.value, str(one.label).capitalize()) for one in FunderView],
        widget=MarkedRadios([(value, ("opinion", mark)) for value, mark in VIEW_MARKS.items()]),
    )
    amount_cents = EurosField(label=lazy("Montant envisagé"), required=False, max_length=20)
    conditions = forms.CharField(
        label=lazy("Conditions, pièces attendues"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        candidacy: Candidacy,
        funders: QuerySet[Organisation],
        funder: Organisation | None,
        read: int,
    ) -> None:
        names = ("opinion", "amount_cents", "conditions")
        standing = queries.standing_opinion(candidacy, funder) if funder else None
        initial = {name: getattr(standing, name) for name in names} if standing else {}
        super().__init__(data, initial={**initial, "read": read, "funder": funder})
        self.candidacy = candidacy
        self.fields["funder"] = forms.ModelChoiceField(
            funders, label=_("Financeur"), widget=FlatSelect, empty_label=_("Choisir")
        )
        self.order_fields(["read", "funder", *names])

    def clean(self) -> dict[str, object]:
        """The opinion: who is not concerned, or refuses, gives nothing."""
        values = super().clean() or {}
        refuses = values.get("opinion") in {FunderView.NONE, FunderView.UNFAVOURABLE}
        if refuses and values.get("amount_cents"):
            self.add_error(
                "amount_cents", _("Un avis défavorable ou sans objet ne porte aucun montant.")
            )
        return values

    def answer(self, author: User | None, by: str, means: str = Means.ACCOUNT) -> FunderOpinion:
        """What the funder says."""
        names = ("funder", "opinion", "amount_cents", "conditions")
        values = {name: self.cleaned_data[name] for name in names}
        opinion = FunderOpinion(candidacy=self.candidacy, recorded_by=author, **values)
        return with_source(opinion, self, by, means)
