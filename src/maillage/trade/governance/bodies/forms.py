"""Bodies and their seats, as they are typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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

from maillage.core.days import ENDS_FIRST, DayField
from maillage.core.read_again import ReadForm
from maillage.core.ticked import TickedField
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.directory.records.naming import PersonField
from maillage.trade.governance.bodies.models import NAME_TAKEN, Body, Holder, Seat
from maillage.trade.governance.bodies.rules import MOST_VOICES, colleges_fault, holder_fault
from maillage.trade.governance.bodies.services.bodies import Appointment, SeatTerms
from maillage.trade.governance.choices import HolderKind, QuorumKind, Voice

COLLEGE_LENGTH = 100
KINDS = (HolderKind.TITULAIRE, HolderKind.SUPPLEANT)
_BOX = {"class": "m-input"}


class BodyForm(forms.ModelForm[Body]):
    """What a body is for, how often it meets, who must be there and how it decides."""

    essential: ClassVar[tuple[str, ...]] = ("name", "kind", "rhythm", "decision_rule")
    read_back = lazy(
        "{name} : instance de nature {kind}[, {rhythm}].[ Elle décide ainsi : {decision_rule}.]"
    )

    class Meta:
        model = Body
        fields: ClassVar[list[str]] = [
            "name",
            "kind",
            "purpose",
            "rhythm",
            "colleges",
            "quorum",
            "least_college",
            "least_percent",
            "takes_proxies",
            "decision_rule",
            "since",
            "until",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "kind": lazy("Politique : les élus tranchent. Technique : les techniciens préparent."),
            "rhythm": lazy("Avec vos mots : trois fois par an, chaque premier mardi…"),
            "colleges": lazy("Un par ligne, s’il y en a : Élus, Financeurs, Associations…"),
            "quorum": lazy("Seuls comptent les sièges dont la voix est délibérative."),
            "least_college": lazy("Si l’un d’eux doit peser assez parmi les présents : Privé…"),
            "least_percent": lazy("Un nombre de 1 à 100, comme 50."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "kind": forms.RadioSelect(),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "colleges": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Body,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        for name, label in (("since", _("Mandat depuis le")), ("until", _("Mandat jusqu’au"))):
            self.fields[name] = DayField(label=label, required=False)

    def clean_name(self) -> str:
        """The name; refused when a body at work bears it."""
        name = str(self.cleaned_data["name"]).strip()
        others = Body.objects.filter(
            cooperation=self.instance.cooperation_id, name=name, until__isnull=True
        )
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(NAME_TAKEN)
        return name

    def clean_colleges(self) -> str:
        """The colleges, one a line, without blanks or repetitions."""
        typed = str(self.cleaned_data["colleges"]).splitlines()
        names = list(dict.fromkeys(" ".join(line.split()) for line in typed if line.strip()))
        if why := colleges_fault(len(names)):
            raise ValidationError(why)
        if long := next((name for name in names if len(name) > COLLEGE_LENGTH), ""):
            raise ValidationError(
                _("« %(name)s… » est trop long : cent lettres au plus.") % {"name": long[:40]}
            )
        return "\n".join(names)

    def clean(self) -> dict[str, object]:
        """The body: its quorum by college has colleges, its guaranteed one is among them."""
        cleaned = super().clean() or {}
        names = str(cleaned.get("colleges") or "").splitlines()
        if cleaned.get("quorum") == QuorumKind.COLLEGE and len(names) < 2:
            self.add_error("colleges", _("Écrivez au moins deux collèges, ou changez le quorum."))
        self._check_least(cleaned, names)
        since, until = cleaned.get("since"), cleaned.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", ENDS_FIRST)
        return cleaned

    def _check_least(self, values: dict[str, object], names: list[str]) -> None:
        college, percent = str(values.get("least_college") or ""), values.get("least_percent")
        if college and college not in names:
            self.add_error("least_college", _("Reprenez le nom de l’un des collèges ci-dessus."))
        if college and percent is None and "least_percent" not in self.errors:
            self.add_error("least_percent", _("Dites sa part parmi les présents, comme 50."))
        if percent is not None and not college:
            self.add_error("least_college", _("Dites de quel collège il s’agit."))


class SeatsForm(forms.Form):
    """The structures that take a seat together, on the same terms.

    The first time, each of them is proposed: one unticks those that do not sit.
    """

    voice = forms.ChoiceField(
        label=lazy("Voix"),
        choices=Voice.choices,
        initial=Voice.DELIBERATIVE,
        widget=forms.RadioSelect,
    )
    weight = forms.IntegerField(
        label=lazy("Nombre de voix de chaque structure"),
        min_value=1,
        max_value=MOST_VOICES,
        initial=1,
    )
    since = DayField(label=lazy("Depuis le"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        body: Body,
        organisations: QuerySet[Organisation],
        chosen: str = "",
        is_first: bool = False,
    ) -> None:
        proposed = [chosen] if chosen else []
        if is_first and not chosen:
            proposed = [str(number) for number in organisations.values_list("pk", flat=True)]
        super().__init__(data, initial={"organisations": proposed})
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
        cleaned = self.cleaned_data
        return SeatTerms(
            college=cleaned.get("college", ""),
            voice=cleaned["voice"],
            weight=cleaned["weight"],
            since=cleaned["since"],
        )


class SeatForm(forms.ModelForm[Seat]):
    """The college, the voice and the weight of one seat."""

    class Meta:
        model = Seat
        fields: ClassVar[list[str]] = ["college", "voice", "weight", "since"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"voice": forms.RadioSelect()}

    def __init__(self, data: QueryDict | None = None, *, instance: Seat) -> None:
        super().__init__(data, instance=instance)
        self.fields["since"] = DayField(label=_("Depuis le"), required=False)
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
        self.fields["since"] = DayField(label=_("Depuis le"))
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The holder; not before the seat."""
        cleaned = super().clean() or {}
        if why := holder_fault(cleaned.get("since"), self.instance.seat.since):
            self.add_error("since", why)
        return cleaned


def college_field(body: Body) -> forms.ChoiceField:
    """One of the colleges of the body."""
    return forms.ChoiceField(
        label=_("Collège"), choices=[(name, name) for name in body.college_names]
    )


@dataclass(frozen=True)
class SeatRow:
    """A seat as the page shows it, with the field of its titulaire and that of its deputy."""

    seat: Seat
    titulaire: forms.BoundField | None
    suppleant: forms.BoundField | None


class HoldersForm(forms.Form):
    """For each seat, its titulaire and its deputy, or nobody; since when, for all of them.

    Who is alone to be elected in the structure, or alone to act there, is proposed as titulaire.
    """

    since = DayField(label=lazy("Depuis le"), help_text=lazy("Le jour où ces personnes siègent."))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        seats: Sequence[Seat],
        acting: Mapping[int, Sequence[Mandate]],
    ) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})
        self._seats, self._acting = seats, acting
        for seat in seats:
            people = self._people_of(seat)
            choices = [("", _("à désigner")), *((str(pk), text) for pk, text in people.items())]
            for kind in KINDS if people else ():
                self.fields[_name(seat, kind)] = forms.ChoiceField(
                    label=f"{kind.label}, {seat}",
                    choices=choices,
                    required=False,
                    widget=forms.Select(attrs=_BOX),
                    initial=self._usual(seat) if kind == HolderKind.TITULAIRE else "",
                )

    def rows(self) -> Iterator[SeatRow]:
        """The seats in their order; without field where nobody is known to act."""
        for seat in self._seats:
            names = [_name(seat, kind) for kind in KINDS]
            bound = [self[name] if name in self.fields else None for name in names]
            yield SeatRow(seat, *bound)

    def clean(self) -> dict[str, object]:
        """What was chosen; nobody is titulaire and deputy of one seat."""
        cleaned = super().clean() or {}
        for seat in self._seats:
            titulaire, suppleant = (cleaned.get(_name(seat, kind)) for kind in KINDS)
            if titulaire and titulaire == suppleant:
                self.add_error(
                    _name(seat, HolderKind.SUPPLEANT),
                    ValidationError(_("Cette personne est déjà titulaire de ce siège.")),
                )
        return cleaned

    @property
    def appointments(self) -> list[Appointment]:
        """Who is to hold which seat, and as what."""
        people: dict[str, Person] = {
            str(one.person_id): one.person for rows in self._acting.values() for one in rows
        }
        return [
            Appointment(seat, people[chosen], kind)
            for seat in self._seats
            for kind in KINDS
            if (chosen := str(self.cleaned_data.get(_name(seat, kind)) or "")) in people
        ]

    def _people_of(self, seat: Seat) -> dict[int, str]:
        rows = self._acting.get(seat.organisation_id or 0, ())
        return {
            one.person_id: ", ".join(filter(None, (str(one.person), one.function))) for one in rows
        }

    def _usual(self, seat: Seat) -> str:
        rows = self._acting.get(seat.organisation_id or 0, ())
        elected = {one.person_id for one in rows if one.kind == MandateKind.ELECTED}
        for people in (elected, {one.person_id for one in rows}):
            if len(people) == 1:
                return str(next(iter(people)))
        return ""


def _name(seat: Seat, kind: HolderKind) -> str:
    return f"{kind.value}-{seat.pk}"
