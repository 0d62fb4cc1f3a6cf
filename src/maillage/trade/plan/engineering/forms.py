"""A post, who arrives in it, who leaves it, what its time is for, what a mission needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST, DayField, LastDayForm
from maillage.core.fields import QuantityField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.context.choosing import organisations_to_offer, territories_to_offer
from maillage.trade.plan.actions.queries.choices import schemes, themes
from maillage.trade.plan.actions.rules import department_fault
from maillage.trade.plan.choices import Mission
from maillage.trade.plan.engineering import queries
from maillage.trade.plan.engineering.models import NEED_TWICE, EngineeringNeed, Post
from maillage.trade.plan.engineering.rules import (
    fte_fault,
    holding_fault,
    same_person_fault,
    times_fault,
)
from maillage.trade.plan.engineering.services import PostTies

Choosable = TypeVar("Choosable", bound=Model)
NOT_A_TIME = lazy("Écrivez un temps, par exemple 0,5 pour un mi-temps.")


class FteField(QuantityField):
    """A time in full-time equivalents, typed with a comma."""

    default_error_messages: ClassVar = {"invalid": NOT_A_TIME}
    unit = ""


class PostTimeField(FteField):
    """A time that a post may have: between 0.05 and 1, by steps of 0.05."""

    def clean(self, value: object) -> Decimal | None:
        """The time; refused in its words when no post has it."""
        number: Decimal | None = super().clean(value)
        if why := fte_fault(number):
            raise ValidationError(why)
        return number


class DepartmentField(forms.ModelChoiceField[Department]):
    """A service, said with its structure."""

    def label_from_instance(self, obj: Department) -> str:
        """« Enfance (CC du Lac) »."""
        return f"{obj} ({obj.organisation})"


class PostForm(forms.ModelForm[Post]):
    """What the post is, who employs it, for how much time, who pays it, what it carries."""

    essential: ClassVar[tuple[str, ...]] = ("title", "employer", "fte", "funders")

    fte = PostTimeField(
        label=lazy("Temps prévu, en ETP"), help_text=lazy("0,5 pour un mi-temps, 1 au plus.")
    )
    since = DayField(label=lazy("Le poste existe depuis le"), required=False)
    until = DayField(label=lazy("Financé jusqu’au"), required=False)

    class Meta:
        model = Post
        fields: ClassVar[list[str]] = [
            *("title", "employer", "fte", "mission", "department", "territory", "scheme"),
            *("since", "until"),
        ]

    def __init__(self, data: QueryDict | None = None, *, instance: Post, access: Access) -> None:
        super().__init__(data, instance=instance)
        paying = list(instance.funders.values_list("pk", flat=True)) if instance.pk else []
        self.fields["employer"] = OrganisationField(organisations(access), label=_("Employeur"))
        self.fields["scheme"] = forms.ModelChoiceField(
            schemes(access), label=_("Au titre de"), required=False
        )
        self.fields["funders"] = TickedField(
            organisations_to_offer(access, paying),
            label=_("Financé par"),
            required=False,
            initial=paying,
        )
        self.fields["department"] = DepartmentField(
            queries.departments(access), label=_("Service de l’employeur"), required=False
        )
        own = [instance.territory_id] if instance.territory_id else []
        self.fields["territory"] = forms.ModelChoiceField(
            territories_to_offer(access, own), label=_("Territoire"), required=False
        )
        self._offer("themes", _("Thèmes"), themes(access))
        self._offer("shares", _("Ce qu’il porte dans le plan"), queries.shares_to_carry(access))
        self.order_fields(
            ["title", "employer", "fte", "funders", "mission", "themes", "scheme", "shares"]
        )

    def _offer(self, name: str, label: str, rows: QuerySet[Choosable]) -> None:
        """A list to tick; no question where there is nothing to choose."""
        if rows.exists():
            ties = getattr(self.instance, name) if self.instance.pk else None
            ticked = list(ties.values_list("pk", flat=True)) if ties else []
            self.fields[name] = TickedField(rows, label=label, required=False, initial=ticked)

    def clean(self) -> dict[str, object]:
        """The post: it ends after it begins, its time holds those who hold it, and its service
        is one of its employer's.
        """
        values = super().clean() or {}
        employer, department = values.get("employer"), values.get("department")
        if (
            isinstance(employer, Organisation)
            and isinstance(department, Department)
            and department.organisation_id != employer.pk
        ):
            why = department_fault(str(department.organisation), str(employer))
            self.add_error("department", why)
        since, until, fte = (values.get(name) for name in ("since", "until", "fte"))
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", ENDS_FIRST)
        if self.instance.pk and isinstance(fte, Decimal):
            filled = sum(
                (one.fte for one in self.instance.holdings.filter(until__isnull=True)), Decimal(0)
            )
            if filled > fte:
                self.add_error("fte", _filled_words(filled))
        return values

    @property
    def ties(self) -> PostTies:
        """Who pays it, what it carries, which themes it serves."""
        values = self.cleaned_data
        return PostTies(
            list(values["funders"]),
            list(values.get("shares") or ()),
            list(values.get("themes") or ()),
        )


def _filled_words(filled: Decimal) -> str:
    words = _("%(filled)s ETP sont tenus dans ce poste : écrivez d’abord un départ.")
    return words % {"filled": f"{filled:.2f}".replace(".", ",")}


class ArrivalForm(forms.Form):
    """Who arrives in the post, for how much time, from which day."""

    since = DayField(label=lazy("Depuis le"))
    fte = PostTimeField(label=lazy("Temps, en ETP"))

    def __init__(self, data: QueryDict | None = None, *, post: Post, access: Access) -> None:
        super().__init__(data)
        self.post = post
        self.fields["person"] = PersonField(people_to_name(access), label=_("Qui arrive"))
        self.fields["fte"].initial = post.fte
        self.order_fields(["person", "since", "fte"])

    def clean(self) -> dict[str, object]:
        """The arrival: the post holds it, and the person is not there already."""
        values = super().clean() or {}
        person, since, fte = (values.get(name) for name in ("person", "since", "fte"))
        if not (isinstance(person, Person) and isinstance(since, date)):
            return values
        others = list(self.post.holdings.select_related("person"))
        if why := same_person_fault(others, person.pk, since):
            self.add_error("person", why)
        elif isinstance(fte, Decimal) and (why := holding_fault(self.post, others, fte, since)):
            self.add_error("fte", why)
        return values


class DepartureForm(LastDayForm):
    """The last day of somebody in the post."""

    on = DayField(label=lazy("Dernier jour dans le poste"))


class PostEndForm(LastDayForm):
    """The last day of a post."""

    on = DayField(label=lazy("Dernier jour du poste"))


class TimesForm(forms.Form):
    """How much of the post goes to each mission; blank is none."""

    def __init__(
        self, data: QueryDict | None = None, *, post: Post, times: Mapping[str, Decimal]
    ) -> None:
        super().__init__(data)
        self.post = post
        for mission in Mission:
            self.fields[mission.value] = PostTimeField(
                label=str(mission.label).capitalize(),
                required=False,
                initial=times.get(mission.value),
            )

    def clean(self) -> dict[str, object]:
        """The times, which hold in the post."""
        values = super().clean() or {}
        if not self.errors and (why := times_fault(self.post.fte, self.times.values())):
            self.add_error(None, why)
        return values

    @property
    def times(self) -> dict[str, Decimal]:
        """The time of each mission that has some."""
        values: Sequence[tuple[str, object]] = list(self.cleaned_data.items())
        return {name: value for name, value in values if isinstance(value, Decimal)}


class NeedForm(forms.ModelForm[EngineeringNeed]):
    """How much time a mission needs in a year, and according to what."""

    fte = FteField(
        label=lazy("ETP nécessaires"),
        min_value=Decimal("0.05"),
        max_value=Decimal(99),
        help_text=lazy("Tous employeurs ensemble : 3,3."),
        error_messages={
            "min_value": lazy("Écrivez un temps d’au moins 0,05."),
            "max_value": lazy("Écrivez un temps de 99 ETP au plus."),
        },
    )

    class Meta:
        model = EngineeringNeed
        fields: ClassVar[list[str]] = ["mission", "year", "fte", "source"]

    def clean(self) -> dict[str, object]:
        """The need: one for each mission and year."""
        values = super().clean() or {}
        same = EngineeringNeed.objects.filter(
            cooperation=self.instance.cooperation_id,
            mission=str(values.get("mission")),
            year=int(str(values.get("year") or 0)),
        ).exclude(pk=self.instance.pk)
        if not self.errors and same.exists():
            self.add_error("mission", NEED_TWICE)
        return values
