"""A designation campaign, and whom a structure names, as they are typed."""

from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.bodies.queries.bodies import structure_seats
from maillage.trade.governance.bodies.rules import holder_fault
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.nominations.models import Nomination, SeatCall
from maillage.trade.governance.nominations.services import NamesReply, NomineeInput

ALL, VACANT = "all", "vacant"
TITULAIRE, SUPPLEANT = HolderKind.TITULAIRE.value, HolderKind.SUPPLEANT.value


class NominationForm(forms.ModelForm[Nomination]):
    """For which body names are asked, why now, by when, and for which seats."""

    class Meta:
        model = Nomination
        fields: ClassVar[list[str]] = ["body", "title", "reason", "due_on"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "reason": lazy("Élections, départ, création de l’instance… Les structures le liront."),
        }

    asked = forms.ChoiceField(
        label=lazy("Demander"),
        choices=[
            (ALL, lazy("à toutes les structures qui siègent")),
            (VACANT, lazy("aux structures dont le siège n’a pas de titulaire")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )

    def __init__(
        self, data: QueryDict | None = None, *, bodies: QuerySet[Body], chosen: str = ""
    ) -> None:
        initial = {"title": _("Qui vous représente ?"), "body": chosen}
        super().__init__(data, initial=initial)
        self.fields["body"] = forms.ModelChoiceField(label=_("Instance"), queryset=bodies)
        self.fields["due_on"] = DayField(
            label=_("Réponses attendues avant le"),
            required=False,
        )
        self.order_fields(["body", "title", "reason", "due_on", "asked"])

    def clean(self) -> dict[str, object]:
        """The campaign; at least one seat is asked."""
        typed = super().clean() or {}
        if not self.errors and not self.seats.exists():
            self.add_error("asked", _("Tous les sièges de cette instance ont un titulaire."))
        return typed

    @property
    def seats(self) -> QuerySet[Seat]:
        """The seats for which names are asked."""
        vacant_only = self.cleaned_data["asked"] == VACANT
        return structure_seats(self.cleaned_data["body"], vacant_only=vacant_only)


class NamesForm(forms.Form):
    """Whom a structure names, from when and by which act."""

    essential: ClassVar[tuple[str, ...]] = (
        f"{TITULAIRE}_person",
        f"{SUPPLEANT}_person",
        "starts_on",
        "told_by",
    )

    starts_on = DayField(label=lazy("Ils siègent à partir du"))
    act = forms.CharField(
        label=lazy("Acte qui les désigne"),
        required=False,
        max_length=120,
        help_text=lazy("Délibération, arrêté, courrier : son numéro et sa date."),
    )
    told_by = forms.CharField(label=lazy("Votre nom et votre fonction"), max_length=150)

    def __init__(
        self, data: QueryDict | None = None, *, call: SeatCall, people: QuerySet[Person]
    ) -> None:
        super().__init__(data, initial=_initial_values(call))
        self.call = call
        for kind, label, required in (
            (TITULAIRE, _("Titulaire"), True),
            (SUPPLEANT, _("Suppléance"), False),
        ):
            self._add_person_fields(kind, label, people, required=required)
        self.order_fields([*self.fields_of(TITULAIRE), *self.fields_of(SUPPLEANT), "starts_on"])

    @staticmethod
    def fields_of(kind: str) -> list[str]:
        """The names of the fields of one person."""
        parts = ("person", "family_name", "given_name", "function", "email")
        return [f"{kind}_{part}" for part in parts]

    def _add_person_fields(
        self, kind: str, label: str, people: QuerySet[Person], *, required: bool
    ) -> None:
        field = forms.ModelChoiceField(
            label=label,
            queryset=people,
            required=False,
            empty_label=_("une autre, écrite plus bas")
            if required
            else _("personne, ou un autre nom"),
        )
        self.fields[f"{kind}_person"] = field
        for part, words, length in (
            ("family_name", _("nom"), 150),
            ("given_name", _("prénom"), 150),
            ("function", _("mandat ou fonction"), 300),
        ):
            self.fields[f"{kind}_{part}"] = forms.CharField(
                label=f"{label} : {words}", required=False, max_length=length
            )
        self.fields[f"{kind}_email"] = forms.EmailField(
            label=_("%(label)s : courriel professionnel") % {"label": label}, required=False
        )

    def clean_starts_on(self) -> date:
        """The day from which they sit; not before the seat exists."""
        on: date = self.cleaned_data["starts_on"]
        if why := holder_fault(on, self.call.seat.since):
            raise forms.ValidationError(why)
        return on

    def clean(self) -> dict[str, object]:
        """A titulaire, somebody else as suppléant, and a function for whoever is not known yet."""
        cleaned = super().clean() or {}
        if not (cleaned.get(f"{TITULAIRE}_person") or cleaned.get(f"{TITULAIRE}_family_name")):
            self.add_error(f"{TITULAIRE}_person", _("Choisissez une personne, ou écrivez son nom."))
        for kind in (TITULAIRE, SUPPLEANT):
            self._check_new(cleaned, kind)
        if self._identity(cleaned, TITULAIRE) == self._identity(cleaned, SUPPLEANT) != ("", ""):
            self.add_error(
                f"{SUPPLEANT}_person", _("La même personne ne peut pas se suppléer : changez-la.")
            )
        return cleaned

    def _check_new(self, values: dict[str, object], kind: str) -> None:
        if values.get(f"{kind}_person") or not values.get(f"{kind}_family_name"):
            return
        for part, words in (
            ("given_name", _("Écrivez aussi son prénom.")),
            ("function", _("Dites son mandat ou sa fonction.")),
        ):
            if not values.get(f"{kind}_{part}"):
                self.add_error(f"{kind}_{part}", words)

    @staticmethod
    def _identity(values: dict[str, object], kind: str) -> tuple[str, str]:
        person = values.get(f"{kind}_person")
        if isinstance(person, Person):
            return person.family_name.lower(), person.given_name.lower()
        family, given = values.get(f"{kind}_family_name"), values.get(f"{kind}_given_name")
        return str(family or "").lower(), str(given or "").lower()

    def answer(self, means: str = Means.LINK, informant: str = "") -> NamesReply:
        """What the structure says; by that means and by whom, unless the form asks for them."""
        cleaned = self.cleaned_data
        return NamesReply(
            nominees=[one for kind in (TITULAIRE, SUPPLEANT) if (one := self._nominee(kind))],
            starts_on=cleaned["starts_on"],
            act=cleaned["act"],
            informant=cleaned.get("told_by") or informant,
            day=cleaned.get("told_on") or timezone.localdate(),
            means=cleaned.get("means") or means,
        )

    def _nominee(self, kind: str) -> NomineeInput | None:
        cleaned = self.cleaned_data
        person, family = cleaned[f"{kind}_person"], cleaned[f"{kind}_family_name"]
        if person is None and not family:
            return None
        return NomineeInput(
            kind=kind,
            person=person,
            family_name=family,
            given_name=cleaned[f"{kind}_given_name"],
            function=cleaned[f"{kind}_function"],
            email=cleaned[f"{kind}_email"],
        )


class OwnNamesForm(NamesForm):
    """The same answer, given by who speaks for the structure: the account says who it is."""

    def __init__(
        self, data: QueryDict | None = None, *, call: SeatCall, people: QuerySet[Person]
    ) -> None:
        super().__init__(data, call=call, people=people)
        del self.fields["told_by"]


class RecordedNamesForm(NamesForm):
    """The same answer, taken down by whoever works on the cooperation."""

    def __init__(
        self, data: QueryDict | None = None, *, call: SeatCall, people: QuerySet[Person]
    ) -> None:
        super().__init__(data, call=call, people=people)
        ask_source(self, with_act=True)


def _initial_values(call: SeatCall) -> dict[str, object]:
    """What is known of the answer already, as the form shows it."""
    values: dict[str, object] = {
        "starts_on": call.starts_on or timezone.localdate(),
        "act": call.act,
    }
    for nominee in call.nominees.all() if call.pk else ():
        values |= {
            f"{nominee.kind}_person": nominee.person_id,
            f"{nominee.kind}_family_name": nominee.family_name,
            f"{nominee.kind}_given_name": nominee.given_name,
            f"{nominee.kind}_function": nominee.function,
            f"{nominee.kind}_email": nominee.email,
        }
    return values
