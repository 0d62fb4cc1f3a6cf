"""The time promised and the facts observed, as they are typed."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, later
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.directory.records.forms import FormValue
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Availability, Reliability


class AvailabilityForm(forms.ModelForm[Availability]):
    """The time that a structure lets one of its people give."""

    class Meta:
        model = Availability
        fields: ClassVar[list[str]] = ["days_per_month", "said", "since", "visibility"]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "days_per_month": lazy("Un nombre, comme 2 ou 0,5."),
            "said": lazy("Avec ses mots : absente le vendredi, relais de T. Baudry…"),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Availability) -> None:
        super().__init__(data, instance=instance)
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Visible par"),
            choices=[
                (level.value, level.label)
                for level in (Visibility.OFFICERS, Visibility.TEAM, Visibility.MEMBERS)
            ],
        )
        self.fields["since"] = DayField(label=_("Depuis le"), initial=timezone.localdate())

    def clean(self) -> dict[str, object]:
        """The time: days or words, one of them at least."""
        cleaned = super().clean() or {}
        if cleaned.get("days_per_month") is None and not cleaned.get("said"):
            self.add_error("said", _("Écrivez un nombre de jours, ou dites-le avec vos mots."))
        return cleaned


class ConfirmForm(forms.Form):
    """Which structure confirmed the time promised, and when."""

    on = DayField(label=lazy("Confirmée le"))

    def __init__(
        self, data: QueryDict | None = None, *, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.fields["organisation"] = forms.ModelChoiceField(
            label=_("Structure qui confirme"),
            queryset=organisations,
            initial=organisations.first(),
        )
        self.order_fields(["organisation", "on"])

    def clean_on(self) -> date:
        """The day; not to come."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("Cette date est dans l’avenir : écrivez le jour de l’accord."))
        return on


class ReliabilityForm(forms.ModelForm[Reliability]):
    """A dated, sourced, professional fact about a person, and the day it is to be erased."""

    class Meta:
        model = Reliability
        fields: ClassVar[list[str]] = ["fact", "source", "observed_on", "expires_on"]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "fact": lazy("Un fait professionnel : a rendu le dossier promis, a tenu la date."),
            "source": lazy("Un compte rendu, un courrier, une date."),
            "expires_on": lazy("Deux ans au plus après l’observation."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"fact": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, object]:
        """The fact: observed in the past, erased within two years."""
        cleaned = super().clean() or {}
        seen, erased = cleaned.get("observed_on"), cleaned.get("expires_on")
        if seen and seen > timezone.localdate():
            self.add_error("observed_on", _("Date à venir : écrivez celle du fait."))
        if seen and erased and not seen < erased <= later(seen, 2):
            self.add_error(
                "expires_on", _("Choisissez un jour après l’observation, dans les deux ans.")
            )
        return cleaned
