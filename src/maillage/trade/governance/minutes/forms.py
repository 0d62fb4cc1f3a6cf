"""What was said and settled, as it is typed during the meeting."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField
from maillage.trade.governance.choices import AmendmentState, Outcome
from maillage.trade.governance.decisions.forms import COUNCILS_DELIBERATE, review_field
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models import AgendaItem, Meeting
from maillage.trade.governance.minutes.models import Amendment
from maillage.trade.governance.minutes.services import Typed

LONGEST_NOTE = 50_000


class NoteForm(forms.Form):
    """The note of one item, the text it was begun from, and the version that was read."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST_NOTE)
    base = forms.CharField(required=False, strip=False, max_length=LONGEST_NOTE)
    version = forms.IntegerField(min_value=0, max_value=10_000_000)

    @property
    def typed(self) -> Typed:
        """What was typed, its lines ended as one ends them here."""
        cleaned = self.cleaned_data
        return Typed(_lines(cleaned["text"]), _lines(cleaned["base"]), cleaned["version"])


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


class SettleForm(forms.Form):
    """Which of two texts is kept."""

    keep = forms.ChoiceField(choices=[("saved", ""), ("other", ""), ("both", "")])


class DecisionForm(forms.ModelForm[Decision]):
    """What was settled: in which words, by which rule, and who sees to it."""

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "item",
            "question",
            "wording",
            "outcome",
            "rule",
            "effects",
            "steward",
            "review_on",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "wording": lazy("La phrase que chacun reconnaîtra dans le relevé."),
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
        items: QuerySet[AgendaItem],
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["item"] = forms.ModelChoiceField(
            label=_("Point"), queryset=items, required=False
        )
        self.fields["steward"] = forms.ModelChoiceField(
            label=_("Structure qui s’en charge"), queryset=organisations, required=False
        )
        self.fields["wording"].required = True
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Portée"),
            choices=Outcome.choices,
            initial=Outcome.DECISION,
            widget=forms.RadioSelect,
            help_text=COUNCILS_DELIBERATE,
        )
        self.fields["review_on"] = review_field()
        self.order_fields(self.Meta.fields)


class DecisionLineForm(forms.Form):
    """What was settled, in one line, while the meeting goes on."""

    wording = forms.CharField(max_length=2_000)
    outcome = forms.ChoiceField(choices=Outcome.choices, required=False)

    def __init__(self, data: QueryDict | None, *, items: QuerySet[AgendaItem]) -> None:
        super().__init__(data)
        self.fields["item"] = forms.ModelChoiceField(queryset=items, required=False)


class AmendmentForm(forms.ModelForm[Amendment]):
    """The change that a structure asks."""

    class Meta:
        model = Amendment
        fields: ClassVar[list[str]] = ["organisation", "text"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Amendment,
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["organisation"] = OrganisationField(
            label=_("Demandé par"), queryset=organisations, empty_label=_("Choisir")
        )
        self.order_fields(self.Meta.fields)


class AmendmentAnswerForm(forms.Form):
    """Whether the change is accepted."""

    state = forms.ChoiceField(
        label=lazy("Suite"),
        choices=[
            (AmendmentState.ACCEPTED, AmendmentState.ACCEPTED.label),
            (AmendmentState.REFUSED, AmendmentState.REFUSED.label),
        ],
        widget=forms.RadioSelect,
        help_text=lazy("Retenu : corrigez aussi la note ou la décision qu’il change."),
    )


class ValidationForm(forms.Form):
    """At which meeting the record was validated."""

    def __init__(self, data: QueryDict | None = None, *, meetings: QuerySet[Meeting]) -> None:
        super().__init__(data)
        self.fields["at"] = forms.ModelChoiceField(
            label=_("Validé à la séance"), queryset=meetings, empty_label=_("Choisir")
        )


class LinkAmendmentForm(SignedForm):
    """The change that who attended asks by link, and who asks it."""

    text = forms.CharField(
        label=lazy("Ce que vous souhaitez changer"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("Dites le passage, et les mots que vous souhaitez."),
    )
