"""A part, its answer and how far it has come, as they are typed."""

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.fields import DependentField, MarkedRadios, QuantityField
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.ground.directory.models import Department, Organisation
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.plan.actions import rules
from maillage.trade.plan.actions.models import LEAST_DAYS, MOST_DAYS, Share, ShareAnswer
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.actions.services import GivenDays, ShareReply
from maillage.trade.plan.choices import ShareAnswerKind, ShareState

RESERVE_IN_WORDS = lazy("Dites la réserve en une phrase : elle compte autant que l’accord.")


def days_field(label: str) -> forms.DecimalField:
    """The days a year of a part, read as people write them: « 2,5 »."""
    return QuantityField(
        label=label,
        required=False,
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        max_digits=5,
        decimal_places=1,
        error_messages={
            "min_value": _("Écrivez au moins 0,1 jour, ou laissez vide."),
            "max_value": _("Dix ans de travail au plus : écrivez les jours d’une année."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


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
            queryset=choices.organisations_to_join(access, former),
            empty_label=_("Choisir"),
        )
        self.fields["asked_on"] = PastDayField(
            label=_("Demandée le"),
            required=False,
            help_text=_("Vide tant que personne ne le lui a demandé."),
        )
        self.fields["department"] = forms.ModelChoiceField(
            choices.departments_to_join(access), label=_("Service"), required=False
        )
        self.fields["person"] = PersonField(
            label=_("Personne référente"), queryset=people_to_name(access), required=False
        )
        self.fields["days_needed"] = days_field(_("Jours par an"))
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
    words = DependentField(
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

    def ask_days(self, days: Decimal | None) -> None:
        """The days a year of the part, those that stand now being written."""
        self.fields["days_needed"] = days_field(_("Jours par an"))
        self.fields["days_needed"].help_text = _("Ils sont promis si la part est acceptée.")
        self.fields["days_read"] = forms.DecimalField(required=False, widget=forms.HiddenInput)
        self.initial["days_needed"] = self.initial["days_read"] = days
        self.order_fields(["answer", "words", "days_needed"])

    @property
    def given_days(self) -> GivenDays | None:
        """The days that the writer changed; None when they stay, or the part is refused."""
        now, read = (self.cleaned_data.get(name) for name in ("days_needed", "days_read"))
        is_refused = self.cleaned_data["answer"] == ShareAnswerKind.REFUSED
        return None if is_refused or now == read else GivenDays(now, read)

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
            widget=MarkedRadios({one.value: ("work", one.value) for one in ShareState}.items()),
        )
        self.fields["days_needed"] = days_field(_("Jours par an"))
        self.order_fields(["state", "words", "days_needed"])
