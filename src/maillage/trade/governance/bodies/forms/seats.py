"""The seats of a body and who holds them, as they are typed."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.core.read_again import ReadForm
from maillage.core.ticked import TickedField
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.naming import PersonField
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.bodies.rules.seats import MOST_VOICES, holder_fault
from maillage.trade.governance.bodies.services.bodies import SeatTerms
from maillage.trade.governance.choices import Voice


class SeatsForm(forms.Form):
    """The structures that take a seat together, on the same terms."""

    voice = forms.ChoiceField(
        label=lazy("Voix"),
        choices=Voice.choices,
        initial=Voice.DELIBERATIVE,
        widget=forms.RadioSelect,
    )
    weight = forms.IntegerField(
        label=lazy("Nombre de voix de chacune"), min_value=1, max_value=MOST_VOICES, initial=1
    )
    since = DayField(label=lazy("Depuis le"), required=False, help_text=lazy("JJ/MM/AAAA"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        body: Body,
        organisations: QuerySet[Organisation],
        chosen: str = "",
    ) -> None:
        super().__init__(data, initial={"organisations": [chosen] if chosen else []})
        self.fields["organisations"] = TickedField(
            label=_("Structures"),
            queryset=organisations,
            error_messages={"required": _("Cochez au moins une structure.")},
        )
        if body.college_names:
            self.fields["college"] = college_field(body)
        self.order_fields(["organisations", "college", "voice", "weight", "since"])

    @property
    def terms(self) -> SeatTerms:
        """What was typed of all these seats."""
        told = self.cleaned_data
        return SeatTerms(
            college=told.get("college", ""),
            voice=told["voice"],
            weight=told["weight"],
            since=told["since"],
        )


class SeatForm(forms.ModelForm[Seat]):
    """The college, the voice and the weight of one seat."""

    class Meta:
        model = Seat
        fields: ClassVar[list[str]] = ["college", "voice", "weight", "since"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"voice": forms.RadioSelect()}

    def __init__(self, data: QueryDict | None = None, *, instance: Seat) -> None:
        super().__init__(data, instance=instance)
        self.fields["since"] = DayField(
            label=_("Depuis le"), required=False, help_text="JJ/MM/AAAA"
        )
        if instance.body.college_names:
            self.fields["college"] = college_field(instance.body)
        else:
            del self.fields["college"]
        self.order_fields(self.Meta.fields)


class OwnSeatForm(SeatForm):
    """The seat of a person who sits in their own name."""

    class Meta(SeatForm.Meta):
        fields: ClassVar[list[str]] = ["person", "college", "voice", "weight", "since"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: Seat, people: QuerySet[Person]
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["person"] = PersonField(
            label=_("Personne"),
            queryset=people,
            help_text=_("Déjà dans l’annuaire. Elle siège en son nom, pas pour une structure."),
        )
        self.order_fields(self.Meta.fields)


class HolderForm(ReadForm, forms.ModelForm[Holder]):
    """Who holds the seat of a structure, as what, since when, and by which act."""

    class Meta:
        model = Holder
        fields: ClassVar[list[str]] = ["person", "kind", "since", "source"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "source": lazy("Délibération, courrier, courriel : ce qui le dit, et sa date."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"kind": forms.RadioSelect()}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Holder,
        people: QuerySet[Person],
        last: int,
    ) -> None:
        super().__init__(data, instance=instance, initial={"read": last})
        self.fields["person"] = PersonField(
            label=_("Personne"),
            queryset=people,
            help_text=_("Une des personnes qui agissent aujourd’hui dans la structure."),
        )
        self.fields["since"] = DayField(label=_("Depuis le"), help_text="JJ/MM/AAAA")
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The holder; not before the seat."""
        told = super().clean() or {}
        if why := holder_fault(told.get("since"), self.instance.seat.since):
            self.add_error("since", why)
        return told


def college_field(body: Body) -> forms.ChoiceField:
    """One of the colleges of the body."""
    return forms.ChoiceField(
        label=_("Collège"), choices=[(name, name) for name in body.college_names]
    )
