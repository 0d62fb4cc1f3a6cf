"""What is asked on a record, what is answered, and at which meeting it is validated."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.minutes.models.records import Amendment


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


class LinkAmendmentForm(forms.Form):
    """The change that who attended asks by link, and their name."""

    text = forms.CharField(
        label=lazy("Ce que vous souhaitez changer"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("Dites le passage, et les mots que vous souhaitez."),
    )
    told_by = forms.CharField(
        label=lazy("Votre nom"),
        max_length=120,
        help_text=lazy("Si ce lien vous a été transmis, mettez le vôtre."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
