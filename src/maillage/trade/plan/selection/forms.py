"""A call, a criterion, a project put to the call, what was decided of it."""

from datetime import date
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.fields import DependentField, FlatSelect
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.plan.actions.queries.choices import schemes
from maillage.trade.plan.choices import EXPLAINED_RESULTS, CallResult
from maillage.trade.plan.linked_projects.forms import NO_AMOUNT, WHY
from maillage.trade.plan.selection import queries, words
from maillage.trade.plan.selection.models import (
    DATES_IN_ORDER,
    MOST_CRITERIA,
    Candidacy,
    Criterion,
    ProjectCall,
)


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
            self.add_error("result_why", WHY)
        granted, day = values.get("granted_cents"), values.get("result_on")
        if result and result != CallResult.RETAINED and granted:
            self.add_error("granted_cents", NO_AMOUNT)
        elif isinstance(granted, int):
            left = queries.left_of_envelope(self.instance)
            self._refuse("granted_cents", words.too_much_words(self.instance, granted, left))
        if isinstance(day, date):
            self._refuse("result_on", words.too_early_words(self.instance, day))
        return values

    def _refuse(self, name: str, why: str) -> None:
        if why:
            self.add_error(name, why)
