"""A mandate and its end, as they are typed."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_TOO_SOON, DayField
from maillage.ground.directory.people.services.mandates import Calls
from maillage.ground.directory.records.forms import LinesField, Said, read_words
from maillage.ground.directory.records.models.organisations import Department, Organisation
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.naming import OrganisationField

SINCE_HINT = lazy("JJ/MM/AAAA. Si vous ne savez que le mois, écrivez son premier jour.")


class MandateForm(forms.ModelForm[Mandate]):
    """What the person does in a structure, since when, and what one calls them for."""

    first = LinesField(
        label=lazy("L’appeler en premier pour"),
        hint=lazy("Un sujet par ligne : accueils du mercredi, convention avec la Caf…"),
        read=read_words(200),
    )
    second = LinesField(
        label=lazy("L’appeler en second pour"),
        hint=lazy("Quand la première personne ne répond pas."),
        read=read_words(200),
    )

    class Meta:
        model = Mandate
        fields: ClassVar[list[str]] = [
            "department",
            "kind",
            "function",
            "theme",
            "body",
            "since",
            "since_precision",
            "first",
            "second",
            "notes",
        ]
        help_texts: ClassVar[dict[str, Said]] = {
            "function": lazy("Comme sur sa carte de visite : directrice générale, maire-adjoint…"),
            "body": lazy("COPIL, COTECH, comité de programmation… quand elle y siège."),
            "since": SINCE_HINT,
            "notes": lazy("Lues par l’équipe projet. Des faits : on peut les demander."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"notes": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data: QueryDict | None = None, *, instance: Mandate) -> None:
        super().__init__(data, instance=instance, initial=_calls_as_typed(instance))
        self.fields["department"] = forms.ModelChoiceField(
            label=_("Service"),
            queryset=Department.objects.filter(organisation=instance.organisation_id),
            required=False,
        )
        self.order_fields(self.Meta.fields)

    @property
    def calls(self) -> Calls:
        """What was typed of whom to call for what."""
        return Calls(self.cleaned_data["first"], self.cleaned_data["second"])


class OrganisationChoiceForm(forms.Form):
    """In which structure a person takes a mandate."""

    def __init__(
        self, data: QueryDict | None = None, *, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data)
        self.fields["structure"] = OrganisationField(label=_("Structure"), queryset=organisations)


class MandateEndForm(forms.Form):
    """The day on which a mandate ends; not before it began."""

    on = DayField(label=lazy("Fin du mandat le"), help_text=lazy("JJ/MM/AAAA"))

    def __init__(
        self, data: QueryDict | None = None, *, since: date | None, on: date | None = None
    ) -> None:
        super().__init__(data, initial={"on": on or timezone.localdate()})
        self.since = since

    def clean_on(self) -> date:
        """The day; refused before the beginning."""
        on: date = self.cleaned_data["on"]
        if self.since and on < self.since:
            raise ValidationError(ENDS_TOO_SOON)
        return on


def _calls_as_typed(mandate: Mandate) -> dict[str, str]:
    """What one calls the holder for, one topic a line."""
    if mandate._state.adding:
        return {}
    lines: dict[int, list[str]] = {1: [], 2: []}
    for referral in mandate.referrals.all():
        lines.setdefault(referral.rank, []).append(referral.topic)
    return {"first": "\n".join(lines[1]), "second": "\n".join(lines[2])}
