"""A meeting and the items of its agenda, as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import FURTHEST_MEETING_YEARS, DayField, far_fault, read_day
from maillage.core.hours import REVERSED_HOURS, hour_field
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import Attending, StandingDown
from maillage.trade.governance.meetings.models import AgendaItem, Guest, Meeting
from maillage.trade.governance.meetings.rules import carrier_fault

MOST_DAYS = 24


class MeetingForm(forms.ModelForm[Meeting]):
    """Which body meets, when, and where."""

    essential: ClassVar[tuple[str, ...]] = ("held_on", "starts_at", "ends_at", "place")
    read_back = lazy(
        "{body}[, {title}] : {jour:held_on}[ à {starts_at}][, jusqu’à {ends_at}][, {place}]."
    )

    class Meta:
        model = Meeting
        fields: ClassVar[list[str]] = [
            "body",
            "title",
            "held_on",
            "starts_at",
            "ends_at",
            "place",
            "link",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "title": lazy("Si cette séance en a un qui la distingue : budget, bilan…"),
            "place": lazy("Avec l’adresse, pour qui n’y est jamais venu."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: Meeting, bodies: QuerySet[Body]
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Instance"), queryset=bodies, empty_label=_("Choisir")
        )
        self.fields["held_on"] = DayField(label=_("Jour"))
        self.fields["starts_at"] = hour_field(_("Début"))
        self.fields["ends_at"] = hour_field(_("Fin"))
        self.fields["link"] = forms.URLField(
            label=_("Lien de visioconférence"),
            required=False,
            max_length=500,
            assume_scheme="https",
            help_text=_("Lu par celles et ceux qui lisent cette fiche."),
        )
        self.order_fields(self.Meta.fields)

    def clean_held_on(self) -> date:
        """The day; refused ten years away, where it is a slip of the hand."""
        day: date = self.cleaned_data["held_on"]
        if why := far_fault(day, timezone.localdate(), FURTHEST_MEETING_YEARS):
            raise ValidationError(why)
        return day

    def clean(self) -> dict[str, object]:
        """The meeting; it ends after it starts."""
        cleaned = super().clean() or {}
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", REVERSED_HOURS)
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Dites aussi l’heure du début."))
        return cleaned


class DaysForm(forms.Form):
    """The days on which a meeting is repeated, one a line."""

    days = forms.CharField(
        label=lazy("Dates"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy("Une par ligne : corrigez, retirez, ajoutez."),
    )

    def clean_days(self) -> list[date]:
        """The days, in the order typed; refused with the line that is none."""
        lines = [line.strip() for line in self.cleaned_data["days"].splitlines() if line.strip()]
        if len(lines) > MOST_DAYS:
            raise ValidationError(_("Vingt-quatre dates au plus en une fois."))
        return [self._day(line) for line in lines]

    def _day(self, line: str) -> date:
        try:
            return read_day(line)
        except ValidationError as error:
            raise ValidationError(
                _("« %(line)s » : %(why)s") % {"line": line[:40], "why": error.messages[0]}
            ) from error


class OnForm(forms.Form):
    """The day on which a meeting was convened."""

    on = DayField(label=lazy("Convoquée le"))

    def __init__(self, data: QueryDict | None = None, *, until: date) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.until = until

    def clean_on(self) -> date:
        """The day; refused after the meeting."""
        on: date = self.cleaned_data["on"]
        if on > self.until:
            raise ValidationError(_("C’est après la séance : corrigez cette date."))
        return on


class MeetingDoneForm(forms.Form):
    """The day on which one says that a meeting was held: its own, or one after it."""

    on = DayField(label=lazy("Tenue le"))

    def __init__(
        self, data: QueryDict | None = None, *, held_on: date, on: date | None = None
    ) -> None:
        super().__init__(data, initial={"on": on})
        self.held_on = held_on

    def clean_on(self) -> date:
        """The day; refused before the meeting, or when it is not there yet."""
        on: date = self.cleaned_data["on"]
        if on < self.held_on:
            raise ValidationError(_("La séance n’a pas encore eu lieu ce jour-là."))
        if on > timezone.localdate():
            raise ValidationError(_("Cette date est dans l’avenir : attendez la séance."))
        return on


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=200,
        help_text=lazy("Une phrase, pour qui demandera : quorum impossible, salle prise…"),
    )


class DropForm(CancelForm):
    """Why a question put to the members of a body is withdrawn."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = _(
            "Une phrase, pour qui demandera : question ou date réglée autrement, texte repris…"
        )


class ItemForm(forms.ModelForm[AgendaItem]):
    """One item of the agenda."""

    class Meta:
        model = AgendaItem
        fields: ClassVar[list[str]] = [
            "title",
            "kind",
            "minutes",
            "organisation",
            "person",
            "subject",
            "rank",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "kind": lazy("Ce qui est demandé aux présents."),
            "minutes": lazy("Les heures de passage s’en déduisent."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"kind": forms.RadioSelect()}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: AgendaItem,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        subjects: QuerySet[Subject],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["subject"] = forms.ModelChoiceField(
            label=_("Enjeu ou sujet concerné"),
            queryset=subjects,
            required=False,
            empty_label=_("Aucun"),
            help_text=_("Avant la séance, vous verrez qui pèse et qui est pour sur ces sujets."),
        )
        self.fields["organisation"] = OrganisationField(
            label=_("Structure qui le porte"), queryset=organisations, required=False
        )
        self.fields["person"] = PersonField(
            label=_("Personne qui le présente"), queryset=people, required=False
        )
        self.order_fields(self.Meta.fields)


class PresenceForm(forms.Form):
    """One seat: how it is held, to whom its *pouvoir* is given, what is observed of it."""

    standing = forms.ChoiceField(label=lazy("Présence"), choices=Attending.choices)
    note = forms.CharField(label=lazy("Observations"), max_length=200, required=False)

    came_name = forms.CharField(label=lazy("Une autre personne"), max_length=120, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        seat: Seat,
        others: Sequence[Seat],
        holders: Sequence[Person] = (),
    ) -> None:
        super().__init__(data)
        self.seat = seat
        self.fields["came"] = forms.TypedChoiceField(
            label=_("Qui est venu"),
            choices=[("", ""), *((str(one.pk), str(one)) for one in holders)],
            required=False,
            coerce=int,
            empty_value=None,
        )
        self.fields["given_to"] = forms.TypedChoiceField(
            label=_("Pouvoir donné à"),
            choices=[("", ""), *((str(one.pk), str(one)) for one in others)],
            required=False,
            coerce=int,
            empty_value=None,
        )

    def clean(self) -> dict[str, object]:
        """How it is held; a *pouvoir* alone names who carries it, a presence alone who came."""
        cleaned = super().clean() or {}
        if cleaned.get("standing") != Attending.PRESENT:
            cleaned["came"], cleaned["came_name"] = None, ""
        if cleaned.get("came_name"):
            cleaned["came"] = None
        if cleaned.get("standing") != Attending.PROXY:
            cleaned["given_to"] = None
        if why := carrier_fault(str(cleaned.get("standing")), cleaned.get("given_to")):
            self.add_error("given_to", why)
        return cleaned


class GuestForm(forms.ModelForm[Guest]):
    """Somebody invited, what they are, and whether they came."""

    class Meta:
        model = Guest
        fields: ClassVar[list[str]] = ["name", "quality", "has_come"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "quality": lazy("Directrice générale des services, association invitée…"),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Guest) -> None:
        super().__init__(data, instance=instance)
        self.fields["has_come"] = forms.TypedChoiceField(
            label=_("Présence"),
            choices=[
                ("", _("à noter le jour de la séance")),
                ("True", _("présent")),
                ("False", _("absent")),
            ],
            required=False,
            coerce=lambda value: value == "True",
            empty_value=None,
        )


class StandDownForm(forms.Form):
    """For which item a seat stands down, how it is counted, and why."""

    kind = forms.ChoiceField(
        label=lazy("Ce siège se déporte"),
        choices=[
            (
                StandingDown.INTEREST.value,
                lazy("pour un intérêt personnel : il reste compté dans l’effectif"),
            ),
            (
                StandingDown.REPRESENTS.value,
                lazy(
                    "parce qu’il représente l’instance dans l’organisme concerné : "
                    "il sort de l’effectif"
                ),
            ),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=200,
        required=False,
        help_text=lazy("Une phrase de fait : siège au conseil de l’association aidée."),
    )

    def __init__(self, data: QueryDict | None = None, *, items: QuerySet[AgendaItem]) -> None:
        super().__init__(data)
        self.fields["item"] = forms.ModelChoiceField(
            label=_("Point"), queryset=items, empty_label=_("Choisir")
        )
        self.order_fields(["item", "kind", "note"])
