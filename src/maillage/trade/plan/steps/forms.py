"""Steps, their days, what they wait for and what blocks them, as they are typed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, Protocol, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField, PastDayField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.naming import OrganisationField
from maillage.trade.plan.actions.forms.actions import ProgressForm
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import short_name
from maillage.trade.plan.actions.queries.choices import organisations_to_join
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.steps import rules
from maillage.trade.plan.steps.models import (
    MOST_LAG,
    ActionBlocker,
    ActionStep,
    Blocker,
    Dependency,
)
from maillage.trade.plan.steps.queries import joint_decisions_to_choose

Choice = tuple[str, str]
Choices = Sequence[Choice | tuple[str, list[Choice]]]


class ActionStepForm(forms.ModelForm[ActionStep]):
    """What is done, by which part, from when to when."""

    essential: ClassVar[tuple[str, ...]] = ("title", "share", "start_on", "due_on")
    read_back = lazy("« {title} »[, par {le:share}][, pour le {due_on}].")

    class Meta:
        model = ActionStep
        fields: ClassVar[list[str]] = [
            "title",
            "share",
            "start_on",
            "due_on",
            "is_fixed",
            "joint_decision",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "is_fixed": lazy("Un seul jour de retard y est déjà un glissement.")
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: ActionStep, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        parts = instance.action.shares.filter(until__isnull=True).select_related("organisation")
        self.fields["share"] = _ShareField(
            parts, label=_("Par qui"), required=False, empty_label=_("le pilote de la fiche")
        )
        self.fields["start_on"] = DayField(label=_("Début prévu"), required=False)
        self.fields["due_on"] = DayField(label=_("Fin prévue"), required=False)
        self.fields["joint_decision"] = forms.ModelChoiceField(
            joint_decisions_to_choose(access),
            label=_("Décision conjointe qu’elle attend"),
            required=False,
            help_text=_("Elle finit alors quand le dernier conseil a voté."),
        )
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The step; it does not end before it starts."""
        cleaned = super().clean() or {}
        days = [self.cleaned_data.get(name) for name in ("start_on", "due_on")]
        if why := rules.step_dates_fault(*days):
            self.add_error("due_on", why)
        return cleaned


class _ShareField(forms.ModelChoiceField[Share]):
    def label_from_instance(self, obj: Share) -> str:
        return short_name(obj)


class ActionProgressForm(ProgressForm):
    """The news of an action, which is not over while a step of it is open."""

    essential: ClassVar[tuple[str, ...]] = ("state", "words", "closes_steps", "on")

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        super().__init__(data, action=action)
        self.open_steps = action.steps.filter(done_on__isnull=True).count()
        self.may_close = bool(self.open_steps) and not action.each_year
        if self.may_close:
            self.fields["closes_steps"] = forms.BooleanField(
                required=False, label=_("Ses étapes encore ouvertes sont faites aussi")
            )
            self.order_fields(self.essential)

    @property
    def closes_steps(self) -> bool:
        """Whether the steps that are left end with the action."""
        return self._is_over and bool(self.cleaned_data.get("closes_steps"))

    @property
    def _is_over(self) -> bool:
        return self.cleaned_data.get("state") == ActionState.DONE

    def clean(self) -> dict[str, object]:
        """The news; those that end the action end its steps, or are refused."""
        cleaned = super().clean()
        if self.may_close and self._is_over and not cleaned.get("closes_steps"):
            self.add_error("closes_steps", rules.open_steps_fault(self.open_steps))
        return cleaned


class StepDayForm(forms.ModelForm[ActionStep]):
    """When a step will end, or did, as those who do it say."""

    essential: ClassVar[tuple[str, ...]] = ("announced_on", "done_on", "words")

    class Meta:
        model = ActionStep
        fields: ClassVar[list[str]] = ["announced_on", "announced_by", "started_on", "done_on"]

    def __init__(self, data: QueryDict | None = None, *, instance: ActionStep) -> None:
        super().__init__(data, instance=instance)
        planned = ""
        if instance.due_on:
            planned = _("Elle est prévue pour le %(day)s.") % {
                "day": french.long_date(instance.due_on)
            }
        self.fields["announced_on"] = DayField(
            label=_("Elle finira le"), required=False, help_text=planned
        )
        self.fields["announced_by"] = forms.CharField(
            label=_("Qui l’annonce"), required=False, max_length=150
        )
        self.fields["started_on"] = PastDayField(label=_("Commencée le"), required=False)
        self.fields["done_on"] = DayField(label=_("Ou elle est faite depuis le"), required=False)
        self.fields["words"] = forms.CharField(
            label=_("En une phrase, si vous voulez"), required=False, max_length=600
        )
        self.order_fields(["announced_on", "done_on", "words", "started_on", "announced_by"])

    @property
    def informant(self) -> str:
        """Who announces the day that is typed; nobody when it has not changed."""
        is_new = {"announced_on", "announced_by"} & set(self.changed_data)
        return str(self.cleaned_data["announced_by"]) if is_new else ""

    def clean_done_on(self) -> date | None:
        """The day on which it was done, which has come."""
        on: date | None = self.cleaned_data["done_on"]
        if on is not None and on > timezone.localdate():
            raise forms.ValidationError(str(rules.DONE_LATER))
        return on


class DependencyForm(forms.Form):
    """What waits, for what, and how many days after."""

    essential: ClassVar[tuple[str, ...]] = ("after", "before", "lag")
    read_back = lazy("« {after} » attend la fin de « {before} ».")

    after = forms.ChoiceField(label=lazy("Ce qui attend"))
    before = forms.ChoiceField(label=lazy("Attend la fin de"))
    lag = forms.IntegerField(
        label=lazy("Jours à laisser entre les deux"),
        required=False,
        initial=0,
        validators=(MinValueValidator(-MOST_LAG), MaxValueValidator(MOST_LAG)),
    )
    why = forms.CharField(label=lazy("Pourquoi"), required=False, max_length=200)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        action: Action,
        actions: Sequence[Action],
        steps: Iterable[ActionStep],
    ) -> None:
        super().__init__(data)
        by_action: dict[int, list[ActionStep]] = {}
        for step in steps:
            by_action.setdefault(step.action_id, []).append(step)
        own = by_action.get(action.pk, [])
        _offer(self.fields["after"], [("", _("Choisir")), *_ends(action, own)])
        others = [one for one in actions if one.pk != action.pk]
        groups = [(str(one), _ends(one, by_action.get(one.pk, []))) for one in others]
        if own:
            groups.insert(0, (_("Dans cette fiche"), _ends(action, own)[1:]))
        _offer(self.fields["before"], [("", _("Choisir")), *groups])

    def clean(self) -> dict[str, object]:
        """The wait; nothing waits for itself."""
        cleaned = super().clean() or {}
        after, before = self._end("after"), self._end("before")
        if after and (after == before or (after[0] == before[0] and None in {after[1], before[1]})):
            self.add_error("before", str(rules.WAITS_FOR_ITSELF))
        return cleaned

    def _end(self, name: str) -> tuple[int, int | None]:
        action, _dot, step = str(self.cleaned_data.get(name) or "0").partition(".")
        return int(action), int(step) if step else None

    def dependency(self) -> Dependency:
        """The wait that was typed."""
        (before, before_step), (after, after_step) = self._end("before"), self._end("after")
        return Dependency(
            before_action_id=before,
            before_step_id=before_step,
            after_action_id=after,
            after_step_id=after_step,
            lag=self.cleaned_data.get("lag") or 0,
            why=self.cleaned_data["why"],
        )


def _offer(field: forms.Field, choices: Choices) -> None:
    """The choices of a list, which only a field of choices has."""
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def _ends(action: Action, steps: Sequence[ActionStep]) -> list[Choice]:
    name = f"{action.number} {action}".strip()
    whole = (str(action.pk), _("%(name)s, toute la fiche") % {"name": name} if steps else name)
    return [whole, *((f"{action.pk}.{one.pk}", str(one)) for one in steps)]


BLOCKER_FIELDS = ["what", "organisation", "who", "expected_on", "since"]
LIFTED_FIELDS = ["lifted_on", "lifted_how", "expected_on"]
Blocked = TypeVar("Blocked", bound=Blocker)


class BlockerFields(forms.ModelForm[Blocked]):
    """What blocks, who can lift it, by when."""

    essential: ClassVar[tuple[str, ...]] = ("what", "organisation", "who", "expected_on")

    def __init__(self, data: QueryDict | None = None, *, instance: Blocked, access: Access) -> None:
        super().__init__(data, instance=instance)
        self.fields["organisation"] = OrganisationField(
            label=_("Quelle structure peut débloquer"),
            queryset=organisations_to_join(access, instance.organisation),
            required=False,
            empty_label=_("une autre personne, ou un service"),
        )
        for name in ("organisation", "who"):
            self.fields[name].depends_on = "who"  # type: ignore[attr-defined]  # read by parts
        self.fields["expected_on"] = DayField(label=_("Levé pour le"), required=False)
        self.fields["since"] = PastDayField(label=_("Depuis le"))
        self.order_fields(BLOCKER_FIELDS)

    def clean(self) -> dict[str, object]:
        """The block; somebody can lift it."""
        cleaned = super().clean() or {}
        if not self.cleaned_data.get("organisation") and not self.cleaned_data.get("who"):
            self.add_error("organisation", str(rules.WHO_LIFTS))
        return cleaned


class BlockerForm(BlockerFields[ActionBlocker]):
    """What blocks an action, or one of its steps."""

    class Meta:
        model = ActionBlocker
        fields: ClassVar[list[str]] = [*BLOCKER_FIELDS, "step"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: ActionBlocker, access: Access
    ) -> None:
        super().__init__(data, instance=instance, access=access)
        self.fields["step"] = forms.ModelChoiceField(
            instance.action.steps.all(),
            label=_("Quelle étape"),
            required=False,
            empty_label=_("toute la fiche"),
        )


class BlockerEndFields(forms.ModelForm[Blocked]):
    """When and how a block was lifted, or its next day."""

    def __init__(self, data: QueryDict | None = None, *, instance: Blocked) -> None:
        super().__init__(data, instance=instance)
        self.fields["lifted_on"] = PastDayField(label=_("Levé le"), required=False)
        self.fields["expected_on"] = DayField(label=_("Ou attendu pour le"), required=False)

    def clean_lifted_on(self) -> date | None:
        """The day on which it was lifted, after it began."""
        on: date | None = self.cleaned_data["lifted_on"]
        if on is not None and on < self.instance.since:
            raise forms.ValidationError(
                _("Ce blocage date du %(day)s : il a été levé ce jour-là ou après.")
                % {"day": french.long_date(self.instance.since)}
            )
        return on


class BlockerEndForm(BlockerEndFields[ActionBlocker]):
    """The same of what blocks an action."""

    class Meta:
        model = ActionBlocker
        fields: ClassVar[list[str]] = LIFTED_FIELDS


class WhatIfForm(forms.Form):
    """If a step that holds the end of an action ended on another day."""

    etape = forms.ChoiceField(label=lazy("Et si cette étape"))
    jour = DayField(label=lazy("finissait le"))

    def __init__(self, data: QueryDict | None = None, *, holding: Iterable[Choice]) -> None:
        super().__init__(data)
        _offer(self.fields["etape"], list(holding))

    def clean_jour(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["jour"]
        if day < timezone.localdate():
            raise forms.ValidationError(str(rules.WHAT_IF_PAST))
        return day


class Moved(Protocol):
    """A planned day that may move, as this form offers it."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def is_fixed(self) -> bool: ...


class PostponeForm(forms.Form):
    """Which planned days become the possible ones, and why, in a sentence."""

    moves = forms.MultipleChoiceField(
        label=lazy("Dates à reporter"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazy("Cochez une date au moins.")},
    )
    why = forms.CharField(
        label=lazy("Pourquoi, en une phrase"),
        max_length=600,
    )

    def __init__(self, data: QueryDict | None = None, *, moves: Sequence[Moved]) -> None:
        super().__init__(data)
        self.offered = moves
        _offer(self.fields["moves"], [(one.key, one.label) for one in moves])
        self.initial["moves"] = [one.key for one in moves if not one.is_fixed]

    @property
    def rows(self) -> list[tuple[BoundWidget, Moved]]:
        """Each box, beside the day that it moves."""
        return list(zip(self["moves"], self.offered, strict=True))
