"""Objectives, actions, parts, answers and news, as they are typed."""

from typing import ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.fields import MarkedRadios
from maillage.core.read_again import ReadForm
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.ground.directory.models import Department, Organisation
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.trade.plan.actions import queries, rules
from maillage.trade.plan.actions.models import (
    Action,
    Objective,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.actions.services import Around, ShareReply
from maillage.trade.plan.choices import ActionState, ShareAnswerKind, ShareState
from maillage.trade.stakes.models import Theme

READERS = (Visibility.TEAM, Visibility.MEMBERS)
FIRST_STATES = (ActionState.TALK, ActionState.READY, ActionState.RUNNING)
Choosable = TypeVar("Choosable", bound=Model)
RESERVE_IN_WORDS = lazy("Dites la réserve en une phrase : elle compte autant que l’accord.")


def _marked(family: str, values: type[ActionState] | type[ShareState]) -> MarkedRadios:
    return MarkedRadios({one.value: (family, one.value) for one in values}.items())


def _themes(access: Access) -> QuerySet[Theme]:
    return Theme.objects.filter(cooperation=access.cooperation_id)


class ObjectiveForm(forms.ModelForm[Objective]):
    """An axis or an objective: its words, its number, where it stands."""

    essential: ClassVar[tuple[str, ...]] = ("title", "parent", "number")

    class Meta:
        model = Objective
        fields: ClassVar[list[str]] = ["title", "parent", "number", "statement", "theme", "place"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "number": lazy("Par exemple 1.2."),
            "place": lazy("Son rang parmi ceux qui l’entourent."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: Objective, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["parent"] = forms.ModelChoiceField(
            queries.objectives(access).filter(until__isnull=True).exclude(pk=instance.pk),
            label=_("Fait partie de"),
            required=False,
            empty_label=_("rien : c’est un axe"),
        )
        self.fields["theme"] = forms.ModelChoiceField(
            _themes(access), label=_("Thème"), required=False
        )
        if instance._state.adding:
            del self.fields["place"]
        self.order_fields(self.Meta.fields)


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
            "elected",
            "coordinator",
            "visibility",
        ]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Action,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["objective"] = forms.ModelChoiceField(
            queries.objectives(access).filter(until__isnull=True),
            label=_("Pour quel objectif"),
            required=False,
            empty_label=_("aucun pour l’instant"),
        )
        self.fields["start_on"] = DayField(label=_("Début prévu"), required=False)
        self.fields["due_on"] = DayField(label=_("Pour quand"), required=False)
        self.fields["elected"] = PersonField(
            label=_("Portage politique"), queryset=queries.people_to_name(access), required=False
        )
        self.fields["coordinator"] = forms.ModelChoiceField(
            queries.coordinators(access),
            label=_("Suivie par"),
            required=False,
            help_text=_("Elle peut alors la modifier."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut la lire"),
            choices=[(one.value, one.label) for one in READERS],
            help_text=_("Ses parts, leurs réponses et ses nouvelles se lisent avec elle."),
        )
        self._offer("publics", _("Publics"), queries.publics(access))
        self._offer("territories", _("Communes"), queries.communes(access))
        self._offer("themes", _("Thèmes"), _themes(access))
        self._offer("schemes", _("Compte pour"), queries.schemes(access))
        if not instance._state.adding:
            counted = instance.counts_for.filter(until__isnull=True)
            self.initial["schemes"] = list(counted.values_list("scheme", flat=True))
            for name in ("themes", "territories", "publics"):
                self.initial[name] = list(getattr(instance, name).values_list("pk", flat=True))
        lists = ("publics", "territories", "themes", "schemes")
        self.order_fields([*self.Meta.fields[:9], *lists, *self.Meta.fields[9:]])

    def _offer(self, name: str, label: str, rows: QuerySet[Choosable]) -> None:
        """A list to tick; no question where there is nothing to choose."""
        self.fields.pop(name, None)
        if rows.exists():
            self.fields[name] = TickedField(
                queryset=rows,
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, object]:
        """The action; it does not end before it starts."""
        cleaned = super().clean() or {}
        days = [self.cleaned_data.get(name) for name in ("start_on", "due_on")]
        if why := rules.dates_fault(*days):
            self.add_error("due_on", why)
        return cleaned

    def around(self) -> Around:
        """For whom and where it is; a list that was empty is not asked, and stays empty."""
        chosen = {
            name: list(self.cleaned_data.get(name, ()))
            for name in ("themes", "territories", "publics", "schemes")
        }
        return Around(**chosen)


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
            queryset=queries.organisations_to_join(access),
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

    def save(self, commit: bool = True) -> Action:
        """The action, in the state that was said."""
        action = super().save(commit=commit)
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
            widget=_marked("work", ActionState),
        )
        self.fields["words"] = forms.CharField(
            label=_("En quelques mots"),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Ce qui est fait, ce qui bloque ; ou pourquoi elle s’arrête."),
        )
        self.fields["on"] = PastDayField(label=_("Le"))
        ask_source(self)
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


class ShareForm(forms.ModelForm[Share]):
    """The part of a structure: its role, what it does, with how many days, for when."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "role", "does", "asked_on")

    class Meta:
        model = Share
        fields: ClassVar[list[str]] = [
            "organisation",
            "role",
            "does",
            "asked_on",
            "department",
            "person",
            "days_needed",
            "due_on",
        ]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Share,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        former = instance.organisation if instance.organisation_id else None
        self.fields["organisation"] = OrganisationField(
            label=_("Structure"),
            queryset=queries.organisations_to_join(access, former),
            empty_label=_("Choisir"),
        )
        self.fields["asked_on"] = PastDayField(
            label=_("Demandée le"),
            required=False,
            help_text=_("Vide tant que personne ne le lui a demandé."),
        )
        self.fields["department"] = forms.ModelChoiceField(
            queries.departments_to_join(access), label=_("Service"), required=False
        )
        self.fields["person"] = PersonField(
            label=_("Personne référente"), queryset=queries.people_to_name(access), required=False
        )
        self.fields["days_needed"].label = _("Jours par an")
        self.fields["due_on"] = DayField(label=_("Pour le"), required=False)
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The part; a service is one of its structure's."""
        cleaned = super().clean() or {}
        structure: Organisation | None = self.cleaned_data.get("organisation")
        department: Department | None = self.cleaned_data.get("department")
        if structure and department and department.organisation_id != structure.pk:
            why = rules.department_fault(str(department.organisation), str(structure))
            self.add_error("department", why)
        return cleaned


class ShareEndForm(forms.Form):
    """When a part ends, and why."""

    until = PastDayField(label=lazy("Jusqu’au"), initial=timezone.localdate)
    leaving = forms.CharField(label=lazy("Pourquoi"), required=False, max_length=200)


class ShareAnswerForm(ReadForm):
    """What a structure answers to its part."""

    answer = forms.ChoiceField(
        label=lazy("Votre réponse"),
        choices=[
            (ShareAnswerKind.ACCEPTED, lazy("Nous acceptons")),
            (ShareAnswerKind.RESERVED, lazy("Nous acceptons, avec une réserve")),
            (ShareAnswerKind.REFUSED, lazy("Nous ne pouvons pas")),
        ],
        widget=MarkedRadios(
            {
                ShareAnswerKind.ACCEPTED: ("part", "yes"),
                ShareAnswerKind.RESERVED: ("part", "reserve"),
                ShareAnswerKind.REFUSED: ("part", "no"),
            }.items()
        ),
    )
    words = forms.CharField(
        label=lazy("Votre réserve, ou la raison"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, standing: ShareAnswer | None) -> None:
        initial = (
            {"answer": standing.answer, "words": standing.words, "read": standing.pk}
            if standing
            else {}
        )
        super().__init__(data, initial=initial)

    def ask_source(self) -> None:
        """An officer says how, from whom and when the answer was gathered."""
        self.fields["answer"].label = _("Sa réponse")
        self.fields["words"].label = _("Sa réserve, ou la raison")
        ask_source(self)
        self.fields["told_by"].required = False

    def clean(self) -> dict[str, object]:
        """The answer; a reserve has its words."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == ShareAnswerKind.RESERVED and not cleaned.get("words"):
            self.add_error("words", str(RESERVE_IN_WORDS))
        return cleaned

    def reply(self, means: str, by: str = "") -> ShareReply:
        """What is answered: by whom, how and when, or `by` this one, by this means, today."""
        cleaned = self.cleaned_data
        return ShareReply(
            answer=cleaned["answer"],
            words=cleaned["words"],
            means=cleaned.get("means", means),
            informant=cleaned.get("told_by", by),
            on=cleaned.get("told_on", timezone.localdate()),
            read=self.number_read,
        )


class ShareProgressForm(forms.ModelForm[Share]):
    """How far a structure has come with its part, with how many days, and what is new."""

    class Meta:
        model = Share
        fields: ClassVar[list[str]] = ["state", "days_needed"]

    words = forms.CharField(
        label=lazy("Du nouveau, en une phrase"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, instance: Share) -> None:
        super().__init__(data, instance=instance)
        self.fields["state"] = forms.ChoiceField(
            label=_("Où en est sa part"),
            choices=ShareState.choices,
            widget=_marked("work", ShareState),
        )
        self.fields["days_needed"].label = _("Jours par an")
        self.order_fields(["state", "words", "days_needed"])
