"""An action and its news, as they are typed."""

from typing import ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import PastDayField
from maillage.core.fields import DependentField, MarkedRadios
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.plan.actions import rules
from maillage.trade.plan.actions.models import Action, ProgressNote
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.actions.services import Around
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.objectives.forms import objective_field
from maillage.trade.plan.periods import PlanDayField, Side
from maillage.trade.stakes.findings.queries import findings_to_choose

READERS = (Visibility.TEAM, Visibility.MEMBERS)
LISTS = ("publics", "territories", "themes", "facilities", "schemes")
FIRST_STATES = (ActionState.TALK, ActionState.READY, ActionState.RUNNING)
Choosable = TypeVar("Choosable", bound=Model)


class ActionEditForm(forms.ModelForm[Action]):
    """What is done, for what, when, where, for whom it is shown."""

    essential: ClassVar[tuple[str, ...]] = ("title", "objective", "start_on", "due_on")

    class Meta:
        model = Action
        fields: ClassVar[list[str]] = [
            "title",
            "objective",
            "start_on",
            "due_on",
            "number",
            "summary",
            "description",
            "each_year",
            "priority",
            "finding",
            "elected",
            "coordinator",
            "visibility",
        ]
        labels: ClassVar[dict[str, Promise]] = {
            "title": lazy("Titre de la fiche"),
            "description": lazy("Ce que l’on fait"),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Action,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["objective"] = objective_field(access)
        self.fields["start_on"] = PlanDayField(side=Side.START, label=_("Début prévu"))
        self.fields["due_on"] = PlanDayField(side=Side.END, label=_("Pour quand"))
        self._ask_finding(access)
        self._ask_people(access)
        self._offer("publics", _("Publics"), choices.publics(access))
        own = [] if instance._state.adding else choices.chosen(instance, "territories")
        self._offer("territories", _("Communes"), territories_to_offer(access, own))
        self._offer("themes", _("Thèmes"), choices.themes(access))
        self._offer("facilities", _("Équipements"), choices.facilities(access))
        self._offer("schemes", _("Compte pour"), choices.schemes(access))
        self.order_fields([*self.Meta.fields[:10], *LISTS, *self.Meta.fields[10:]])

    def _ask_finding(self, access: Access) -> None:
        """The finding that it answers; one that this reader may not see stays as it is."""
        rows = findings_to_choose(access, self.instance.finding_id)
        readable = {one.pk: one for one in rows}
        if not readable or (self.instance.finding_id or 0) not in {0, *readable}:
            del self.fields["finding"]
            return
        self.fields["finding"] = forms.ModelChoiceField(
            rows,
            label=_("Constat auquel elle répond"),
            required=False,
            empty_label=_("aucun pour l’instant"),
        )

    def _ask_people(self, access: Access) -> None:
        """Who carries it as elected, who follows it, who reads it."""
        self.fields["elected"] = PersonField(
            label=_("Portage politique"), queryset=people_to_name(access), required=False
        )
        self.fields["coordinator"] = forms.ModelChoiceField(
            choices.coordinators(access),
            label=_("Suivie par"),
            required=False,
            help_text=_("Elle peut alors la modifier."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut la lire"),
            choices=[(one.value, one.label) for one in READERS],
            help_text=_("Ses parts, leurs réponses et ses nouvelles se lisent avec elle."),
        )

    def _offer(self, name: str, label: str, rows: QuerySet[Choosable]) -> None:
        """A list to tick, as it is stored; no question where there is nothing to choose."""
        if not rows.exists():
            return
        self.fields[name] = TickedField(
            queryset=rows, label=label, required=False, widget=forms.CheckboxSelectMultiple
        )
        if not self.instance._state.adding:
            self.initial[name] = choices.chosen(self.instance, name)

    def clean(self) -> dict[str, object]:
        """The action; it does not end before it starts."""
        cleaned = super().clean() or {}
        days = [self.cleaned_data.get(name) for name in ("start_on", "due_on")]
        if why := rules.dates_fault(*days):
            self.add_error("due_on", why)
        return cleaned

    def around(self) -> Around:
        """For whom and where it is; a list that was empty is not asked, and stays empty."""
        return Around(**{name: list(self.cleaned_data.get(name, ())) for name in LISTS})


class ActionForm(ActionEditForm):
    """A new action: what one does, who carries it, for when."""

    essential: ClassVar[tuple[str, ...]] = ("title", "objective", "pilot", "due_on")
    read_back = lazy(
        "« {title} »[, pour l’objectif {objective}][, porté par {le:pilot}][, pour le {due_on}]."
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Action,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, access=access, initial=initial)
        self.fields["pilot"] = OrganisationField(
            label=_("Qui la porte"),
            queryset=choices.organisations_to_join(access),
            required=False,
            empty_label=_("pas encore de pilote"),
        )
        self.fields["state"] = forms.ChoiceField(
            label=_("Où en est-elle"),
            choices=[(one.value, one.label) for one in FIRST_STATES],
            initial=ActionState.READY,
            widget=forms.RadioSelect,
        )
        self.order_fields(["title", "objective", "pilot", "due_on", "number", "start_on"])
        if number := self.initial.get("number"):
            self.filled = {"number": _("n° %(number)s") % {"number": number}}

    def action(self) -> Action:
        """The action, unsaved, in its state."""
        action: Action = self.save(commit=False)
        action.state = self.cleaned_data["state"]
        return action

    @property
    def pilot(self) -> Organisation | None:
        """The structure that carries it, when it is known."""
        chosen: Organisation | None = self.cleaned_data["pilot"]
        return chosen


class ProgressForm(forms.ModelForm[ProgressNote]):
    """Where an action stands now, and what is new."""

    essential: ClassVar[tuple[str, ...]] = ("state", "words", "on")

    class Meta:
        model = ProgressNote
        fields: ClassVar[list[str]] = ["state", "words", "on"]

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        note = ProgressNote(on=timezone.localdate(), state=action.state)
        super().__init__(data, instance=note)
        self.action = action
        self.fields["state"] = forms.ChoiceField(
            label=_("Où en est-elle"),
            choices=[(one.value, self._label(one)) for one in ActionState],
            widget=MarkedRadios({one.value: ("work", one.value) for one in ActionState}.items()),
        )
        self.fields["words"] = DependentField(
            label=_("En quelques mots"),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Ce qui est fait, ce qui bloque. Il en faut si elle s’arrête : pourquoi."),
        )
        self.fields["on"] = PastDayField(label=_("Constaté le"))
        ask_source(self, may_see=True)
        del self.fields["told_on"]
        self.fields["told_by"].required = False

    def _label(self, state: ActionState) -> str:
        if state == ActionState.DONE and self.action.each_year:
            return _("réalisée cette année")
        return str(state.label)

    def clean(self) -> dict[str, object]:
        """The news: what stops says why, and news of the same state have words."""
        cleaned = super().clean() or {}
        state, words = str(cleaned.get("state")), str(cleaned.get("words") or "")
        if why := rules.why_fault(state, words):
            self.add_error("words", why)
        elif state == self.action.state and not words.strip():
            self.add_error("words", str(rules.IN_PLACE_OF_NEWS))
        return cleaned

    def note(self) -> ProgressNote:
        """The news, unsaved; the state is not repeated when it is the same."""
        note = self.save(commit=False)
        note.means, note.told_by = self.cleaned_data["means"], self.cleaned_data["told_by"]
        if note.state == self.action.state:
            note.state = ""
        return note
