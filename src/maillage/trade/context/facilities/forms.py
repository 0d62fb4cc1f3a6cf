"""A facility, its agreements, the needs of a commune, as they are typed."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST, ENDS_TOO_SOON, DayField
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityState
from maillage.trade.context.choosing import organisations_to_offer, territories_to_offer
from maillage.trade.context.facilities.models import (
    TWICE,
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)
from maillage.trade.context.facilities.queries import is_twice
from maillage.trade.context.facilities.rules import TOO_MANY_PLACES

OLDEST = 1990


class FacilityForm(forms.ModelForm[Facility]):
    """What it is, where, run by whom, for how many, until when."""

    essential: ClassVar[tuple[str, ...]] = ("name", "kind", "commune", "places")

    class Meta:
        model = Facility
        fields: ClassVar[list[str]] = [
            "name",
            "kind",
            "commune",
            "places",
            "manager",
            "free_places",
            "counted_on",
            "hours",
            "state",
            "since",
            "until",
            "address",
            "owner",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "name": lazy("Pour les assistantes maternelles, la commune suffit : jamais de noms."),
            "free_places": lazy("Lues des chargées de coopération et de l’équipe seulement."),
            "hours": lazy("7 h 30 à 18 h 30, lundi et jeudi…"),
        }
        error_messages: ClassVar[dict[str, dict[str, Promise]]] = {
            "places": {"max_value": TOO_MANY_PLACES}
        }

    counted_on = DayField(label=lazy("Places comptées le"), required=False)
    since = DayField(label=lazy("Ouvert depuis le, ou ouvre le"), required=False)
    until = DayField(label=lazy("Fermé le"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, instance: Facility, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["commune"] = forms.ModelChoiceField(
            territories_to_offer(
                access, [instance.commune_id] if instance.commune_id else ()
            ).filter(kind=Kind.COMMUNE),
            label=_("Commune"),
        )
        also = [one for one in (instance.manager_id, instance.owner_id) if one]
        for name, label in (("manager", _("Gestionnaire")), ("owner", _("Propriétaire"))):
            self.fields[name] = forms.ModelChoiceField(
                organisations_to_offer(access, also), label=label, required=False, empty_label="–"
            )
        self.order_fields(self.Meta.fields)

    def clean_counted_on(self) -> date | None:
        """The day on which places were counted; not to come."""
        on: date | None = self.cleaned_data["counted_on"]
        if on and on > timezone.localdate():
            raise ValidationError(_("Ce jour est à venir : écrivez celui du comptage."))
        return on

    def clean(self) -> dict[str, object]:
        """A facility once in its commune; its days in order; no more free places than places."""
        values = super().clean() or {}
        commune = self.cleaned_data.get("commune")
        name = str(values.get("name", ""))
        if is_twice(self.instance, name, commune.pk if isinstance(commune, Territory) else None):
            self.add_error("name", TWICE)
        since, until = values.get("since"), values.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", ENDS_FIRST)
        if values.get("state") == FacilityState.CLOSED and not until:
            self.add_error("until", _("Dites quand il a fermé."))
        places, free = values.get("places"), values.get("free_places")
        if isinstance(free, int) and isinstance(places, int) and free > places:
            self.add_error("free_places", _("Il y a plus de places libres que de places."))
        return values


class AgreementForm(forms.ModelForm[FacilityAgreement]):
    """What lets a facility run, with whom, until when."""

    class Meta:
        model = FacilityAgreement
        fields: ClassVar[list[str]] = ["kind", "with_whom", "start_on", "end_on", "act"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "with_whom": lazy("La Caf, le département, la commune…"),
            "act": lazy("Sa référence, si vous l’avez."),
        }

    start_on = DayField(label=lazy("Début"), required=False)
    end_on = DayField(label=lazy("Fin"), required=False)

    def clean(self) -> dict[str, object]:
        """It does not end before it starts."""
        values = super().clean() or {}
        start, end = values.get("start_on"), values.get("end_on")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end_on", ENDS_TOO_SOON)
        return values


class NeedForm(forms.ModelForm[LocalNeed]):
    """How many live in the commune, of an age, in a year, counted by whom."""

    class Meta:
        model = LocalNeed
        fields: ClassVar[list[str]] = ["commune", "kind", "number", "year", "source"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "number": lazy("Un nombre de personnes ; jamais de noms."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: LocalNeed, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["commune"] = communes_field(access)

    def clean_year(self) -> int:
        """The year of the count; not to come."""
        year: int = self.cleaned_data["year"]
        if not OLDEST <= year <= timezone.localdate().year:
            raise ValidationError(_("Écrivez l’année du comptage, par exemple 2024."))
        return year


class DeficitForm(forms.ModelForm[DeficitArea]):
    """Whether places lack in the commune, said by hand, and why."""

    is_deficit = forms.TypedChoiceField(
        label=lazy("Cette commune est"),
        choices=[("yes", lazy("en secteur déficitaire")), ("no", lazy("assez couverte"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = DeficitArea
        fields: ClassVar[list[str]] = ["territory", "field", "is_deficit", "reason"]
        labels: ClassVar[dict[str, Promise]] = {"field": lazy("Pour"), "reason": lazy("Pourquoi")}

    def __init__(
        self, data: QueryDict | None = None, *, instance: DeficitArea, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["territory"] = communes_field(access)
        self.order_fields(self.Meta.fields)


def communes_field(access: Access) -> forms.ModelChoiceField[Territory]:
    """Which commune, among those of the members."""
    rows = territories_to_offer(access).filter(kind=Kind.COMMUNE)
    return forms.ModelChoiceField(rows, label=_("Commune"))
