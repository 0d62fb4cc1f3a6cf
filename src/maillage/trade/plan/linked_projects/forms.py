"""A project, an exchange with its holder, its end, the action that it becomes, as typed."""

from datetime import date
from typing import ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField, PastDayField
from maillage.core.fields import DependentField
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import RECORDED, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.actions.rules import dates_fault
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.linked_projects.rules import lacks
from maillage.trade.plan.linked_projects.services import NextStep, Ties
from maillage.trade.plan.linked_projects.stages import EXPLAINED, stages_of
from maillage.trade.plan.objectives.forms import objective_field
from maillage.trade.plan.steps.forms import (
    BLOCKER_FIELDS,
    LIFTED_FIELDS,
    BlockerEndFields,
    BlockerFields,
)

READERS = (Visibility.TEAM, Visibility.MEMBERS)
Choosable = TypeVar("Choosable", bound=Model)
NO_HOLDER = lazy("Dites qui le porte : une structure de l’annuaire, ou son nom.")
TWO_HOLDERS = lazy("Gardez la structure choisie, ou ce nom : pas les deux.")
WHY = lazy("Dites pourquoi : le porteur le lira.")
NO_AMOUNT = lazy("Un montant n’est retenu que pour un projet programmé.")
ASKS_TOO_MUCH = lazy("L’aide demandée dépasse le coût : vérifiez les deux.")


class ProjectEditForm(forms.ModelForm[Project]):
    """Whose project it is, where, under which scheme; how ripe it is changes by an exchange."""

    essential: ClassVar[tuple[str, ...]] = ("title", "holder", "holder_name", "summary")

    class Meta:
        model = Project
        fields: ClassVar[list[str]] = [
            *("title", "holder", "holder_name", "summary", "contact", "theme", "scheme"),
            *("starts_on", "filed_on", "cost_cents", "aid_cents", "visibility"),
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "holder_name": lazy("Une association, un agriculteur que l’annuaire n’a pas."),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Project, access: Access) -> None:
        super().__init__(data, instance=instance)
        self.fields["holder"] = OrganisationField(
            organisations(access), label=_("Porté par"), required=False
        )
        self.fields["contact"] = PersonField(
            people_to_name(access), label=_("Personne à joindre"), required=False
        )
        self.fields["theme"] = forms.ModelChoiceField(
            choices.themes(access), label=_("Thème"), required=False
        )
        self.fields["scheme"] = forms.ModelChoiceField(
            choices.schemes(access), label=_("Au titre de"), required=False
        )
        self.fields["starts_on"] = DayField(label=_("Début prévu"), required=False)
        self.fields["filed_on"] = PastDayField(
            label=_("Dossier reçu le"),
            required=False,
            help_text=_("Le jour du récépissé, ou de l’accusé de réception."),
        )
        self.fields["cost_cents"] = EurosField(label=_("Coût, en euros"), required=False)
        self.fields["aid_cents"] = EurosField(label=_("Aide demandée, en euros"), required=False)
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in READERS],
            help_text=_("Les échanges restent à l’équipe projet."),
        )
        own = self._ticked("territories")
        self._offer("territories", _("Communes"), territories_to_offer(access, own))
        self._offer("actions", _("Actions liées"), actions(access))

    def _ticked(self, name: str) -> list[int]:
        if not self.instance.pk:
            return []
        return list(getattr(self.instance, name).values_list("pk", flat=True))

    def _offer(self, name: str, label: str, rows: QuerySet[Choosable]) -> None:
        """A list to tick; no question where there is nothing to choose."""
        if rows.exists():
            self.fields[name] = TickedField(
                rows, label=label, required=False, initial=self._ticked(name)
            )

    def clean(self) -> dict[str, object]:
        """The project: somebody carries it, and it asks no more than it costs."""
        values = super().clean() or {}
        holder, name = values.get("holder"), values.get("holder_name")
        if not holder and not name and "holder" not in self.errors:
            self.add_error("holder", NO_HOLDER)
        if holder and name:
            self.add_error("holder_name", TWO_HOLDERS)
        cost, aid = values.get("cost_cents"), values.get("aid_cents")
        if isinstance(cost, int) and isinstance(aid, int) and aid > cost:
            self.add_error("aid_cents", ASKS_TOO_MUCH)
        return values

    @property
    def ties(self) -> Ties:
        """Where it is, and the actions that it is tied to."""
        values = self.cleaned_data
        return Ties(list(values.get("territories") or ()), list(values.get("actions") or ()))


class ProjectForm(ProjectEditForm):
    """A new project, with how ripe it is."""

    essential: ClassVar[tuple[str, ...]] = ("title", "holder", "holder_name", "phase")
    read_back = lazy("« {title} »[, porté par {le:holder}][, {phase}].")

    def __init__(self, data: QueryDict | None = None, *, instance: Project, access: Access) -> None:
        instance.visibility = Visibility.TEAM
        super().__init__(data, instance=instance, access=access)
        self.fields["phase"] = forms.ChoiceField(
            label=_("Où il en est"),
            choices=ProjectPhase.choices,
            initial=ProjectPhase.IDEA,
            widget=forms.RadioSelect,
        )
        self.order_fields(["title", "holder", "holder_name", "phase"])

    def project(self) -> Project:
        """The project, unsaved, in its phase."""
        project: Project = self.save(commit=False)
        project.phase = self.cleaned_data["phase"]
        return project


class ExchangeForm(forms.ModelForm[Exchange]):
    """What was exchanged with the holder, and what comes next."""

    essential: ClassVar[tuple[str, ...]] = ("words", "on", "next_step", "next_on")

    next_step = forms.CharField(label=lazy("Le prochain pas"), max_length=200, required=False)
    next_on = DayField(label=lazy("Pour le"), required=False)
    next_by = forms.CharField(label=lazy("Qui le fait"), max_length=160, required=False)

    class Meta:
        model = Exchange
        fields: ClassVar[list[str]] = ["words", "on", "means", "person", "phase"]

    def __init__(self, data: QueryDict | None = None, *, project: Project, access: Access) -> None:
        exchange = Exchange(project=project, on=timezone.localdate(), person=project.contact)
        names = ("next_step", "next_on", "next_by")
        super().__init__(
            data, instance=exchange, initial={name: getattr(project, name) for name in names}
        )
        self.fields["words"].widget.attrs["rows"] = 5
        self.fields["on"] = PastDayField(label=_("Le"))
        self.fields["means"] = forms.ChoiceField(
            label=_("Comment"), choices=RECORDED, widget=forms.RadioSelect
        )
        self.fields["person"] = PersonField(people_to_name(access), label=_("Avec"), required=False)
        self.fields["phase"] = forms.ChoiceField(
            label=_("Où il en est"),
            choices=[("", _("inchangé")), *ProjectPhase.choices],
            required=False,
            help_text=_("Le dire rouvre un projet abandonné."),
        )
        self.order_fields(["words", "on", "next_step", "next_on"])

    def after(self) -> NextStep:
        """What comes next."""
        values = self.cleaned_data
        return NextStep(values["next_step"], values["next_on"], values["next_by"])


class StageForm(forms.ModelForm[ProjectStage]):
    """What the file became, on which day; why, when it is refused or put off."""

    essential: ClassVar[tuple[str, ...]] = ("stage", "on", "note", "amount_cents")

    amount_cents = EurosField(label=lazy("Montant retenu"), required=False, max_length=20)
    note = DependentField(
        label=lazy("Précision"),
        required=False,
        max_length=300,
        help_text=lazy("À dire si le dossier est ajourné ou refusé : qui lit le projet la lit."),
    )

    class Meta:
        model = ProjectStage
        fields: ClassVar[list[str]] = ["stage", "on", "note", "amount_cents", "decision"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: ProjectStage, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        words = stages_of(access.cooperation.profile)
        self.fields["stage"] = forms.ChoiceField(
            label=_("Le dossier"),
            choices=[(word, french.capital(word)) for word in words],
            widget=forms.RadioSelect,
        )
        self.fields["on"] = PastDayField(label=_("Le"))
        self.fields["decision"] = forms.ModelChoiceField(
            decisions(access).exclude(outcome="").order_by("-pk"),
            label=_("Inscrit au registre des décisions"),
            required=False,
        )

    def clean(self) -> dict[str, object]:
        """The stage: one that refuses or puts off says why, and takes no amount."""
        values = super().clean() or {}
        if values.get("stage") in EXPLAINED:
            if not values.get("note"):
                self.add_error("note", WHY)
            if values.get("amount_cents"):
                self.add_error("amount_cents", NO_AMOUNT)
        return values


class EndForm(forms.ModelForm[Project]):
    """The day on which the holder gave it up, and why."""

    class Meta:
        model = Project
        fields: ClassVar[list[str]] = ["ended_on", "ended_why"]

    def __init__(self, data: QueryDict | None = None, *, instance: Project) -> None:
        super().__init__(data, instance=instance)
        self.fields["ended_on"] = PastDayField(label=_("Abandonné le"), initial=timezone.localdate)
        self.fields["ended_why"].required = True


class BecomeForm(forms.Form):
    """What the action is called, for which objective, for when; why so early."""

    title = forms.CharField(label=lazy("Titre de la fiche"), max_length=200)
    due_on = DayField(label=lazy("Pour quand"), required=False)

    def __init__(self, data: QueryDict | None = None, *, project: Project, access: Access) -> None:
        super().__init__(data, initial={"title": project.title})
        self.project = project
        self.fields["objective"] = objective_field(access)
        if lacks(project):
            self.fields["why"] = forms.CharField(label=_("Pourquoi dès maintenant"), max_length=300)
        self.order_fields(["title", "objective", "due_on", "why"])

    def clean_due_on(self) -> date | None:
        """The day, not before it starts."""
        due_on: date | None = self.cleaned_data["due_on"]
        if why := dates_fault(self.project.starts_on, due_on):
            raise forms.ValidationError(why)
        return due_on

    def action(self) -> Action:
        """The action, unsaved."""
        values = self.cleaned_data
        return Action(title=values["title"], objective=values["objective"], due_on=values["due_on"])


class ProjectBlockerForm(BlockerFields[ProjectBlocker]):
    """What blocks a project."""

    class Meta:
        model = ProjectBlocker
        fields: ClassVar[list[str]] = BLOCKER_FIELDS


class ProjectBlockerEndForm(BlockerEndFields[ProjectBlocker]):
    """When and how it was lifted, or its next day."""

    class Meta:
        model = ProjectBlocker
        fields: ClassVar[list[str]] = LIFTED_FIELDS
