"""A structure's place, an actor, a spokesperson, as they are typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, LastDayForm
from maillage.core.numbers import read_number
from maillage.core.ticked import TickedField
from maillage.ground.directory.choices import MandateKind, MemberKind
from maillage.ground.directory.members.services import Place
from maillage.ground.directory.records.models.members import Actor, Member
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.naming import OrganisationField, PersonField

SAME, OWN = "", "espace"
BEFORE_IT_CAME = lazy("Cette date précède son entrée : corrigez-la.")
_BOX = {"class": "m-input"}


class MemberAddForm(forms.Form):
    """The structure that enters the cooperation, and its place in it."""

    kind = forms.ChoiceField(
        label=lazy("Sa place"), choices=MemberKind.choices, widget=forms.RadioSelect
    )
    since = DayField(
        label=lazy("Depuis le"),
        required=False,
        help_text=lazy("Le jour de la signature, ou de l’accord."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisations: QuerySet[Organisation],
        chosen: str = "",
    ) -> None:
        super().__init__(data, initial={"organisation": chosen})
        self.fields["organisation"] = OrganisationField(
            label=_("Structure"), queryset=organisations
        )
        self.order_fields(["organisation", "kind", "since"])


@dataclass(frozen=True)
class PlacedRow:
    """A structure as the page shows it: its box, its place, and who may answer for it, if any."""

    organisation: Organisation
    box: BoundWidget
    place: forms.BoundField
    contact: forms.BoundField | None
    origin: str = ""


class MembersAddForm(forms.Form):
    """Several structures: those ticked, the place that each takes, its contact, and since when.

    No place is proposed: it binds a structure. One choice places all those left on `SAME`. All
    are ticked at first when they came together. As contact, the person who is alone to work in the
    structure, or alone to act there, unless they are noted as gone. `made` are the numbers of the
    structures that the import they come from created; None when they come from none.
    """

    since = DayField(
        label=lazy("Depuis le"),
        required=False,
        help_text=lazy("Si c’est le même jour pour l’ensemble."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisations: Sequence[Organisation],
        mandates: Mapping[int, Sequence[Mandate]] | None = None,
        made: frozenset[int] | None = None,
    ) -> None:
        super().__init__(data)
        self._made = made
        self.organisations = organisations
        self._mandates = mandates or {}
        keys = [(_key(one), str(one)) for one in organisations]
        self.fields["ticked"] = forms.MultipleChoiceField(
            label=_("Structures à placer"),
            choices=keys,
            initial=[] if made is None else [key for key, _name in keys],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["shared"] = _place_field(_("Place des structures cochées"), _("à choisir"))
        self.fields["shared"].help_text = _("Une autre place se choisit sur la ligne.")
        for organisation in organisations:
            self._add_line(organisation)

    def _add_line(self, organisation: Organisation) -> None:
        """The place of its own that a structure may have, and who may answer for it."""
        self.fields[_place_name(organisation)] = _place_field(
            str(organisation), _("comme les autres")
        )
        if acting := self._mandates.get(organisation.pk or 0):
            self.fields[_contact_name(organisation)] = forms.ChoiceField(
                label=_("Point de contact, %(name)s") % {"name": organisation},
                choices=[("", _("à désigner")), *contact_choices(acting)],
                initial=usual_contact(acting),
                required=False,
                widget=forms.Select(attrs=_BOX),
            )

    def clean(self) -> dict[str, object]:
        """What was typed; refused when a structure is ticked and no place is chosen for it."""
        cleaned = super().clean() or {}
        if not self.errors and not all(self._place(one) for one in self._ticked):
            self.add_error("shared", _("Choisissez la place des structures cochées."))
        return cleaned

    def rows(self) -> Iterator[PlacedRow]:
        """The structures in their order, with the fields of each."""
        for organisation, box in zip(self.organisations, self["ticked"].subwidgets, strict=True):
            name = _contact_name(organisation)
            contact = self[name] if name in self.fields else None
            place = self[_place_name(organisation)]
            yield PlacedRow(organisation, box, place, contact, self._origin(organisation))

    def _origin(self, organisation: Organisation) -> str:
        """Whether the import that brought a structure created it."""
        if self._made is None or organisation.pk is None:
            return ""
        return _("créée par l’import") if organisation.pk in self._made else _("déjà connue")

    @property
    def places(self) -> list[tuple[Organisation, Place]]:
        """The structures that are placed, each in its place."""
        since = self.cleaned_data["since"]
        return [(one, Place(self._place(one), since, self._contact(one))) for one in self._ticked]

    @property
    def _ticked(self) -> list[Organisation]:
        ticked = self.cleaned_data["ticked"]
        return [one for one in self.organisations if _key(one) in ticked]

    def _place(self, organisation: Organisation) -> str:
        chosen: str = self.cleaned_data[_place_name(organisation)] or self.cleaned_data["shared"]
        return chosen

    def _contact(self, organisation: Organisation) -> Person | None:
        chosen = self.cleaned_data.get(_contact_name(organisation), "")
        acting = self._mandates.get(organisation.pk, ())
        return next((one.person for one in acting if str(one.person_id) == chosen), None)


def _place_field(label: str, none: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(SAME, none), *MemberKind.choices],
        initial=SAME,
        required=False,
        widget=forms.Select(attrs=_BOX),
    )


def contact_choices(acting: Sequence[Mandate]) -> list[tuple[str, str]]:
    """The people who act in a structure, each once, with what they do there."""
    words = {
        str(one.person_id): ", ".join(
            filter(None, (str(one.person), one.function, _("départ noté") * one.is_noted_as_left))
        )
        for one in acting
    }
    return list(words.items())


def usual_contact(acting: Sequence[Mandate]) -> str:
    """The number of who is alone to work in a structure, or alone to act there; else nothing.

    Whoever is noted as gone is nobody's contact.
    """
    acting = [one for one in acting if not one.is_noted_as_left]
    working = {one.person_id for one in acting if one.kind == MandateKind.TECHNICIAN}
    for people in (working, {one.person_id for one in acting}):
        if len(people) == 1:
            return str(next(iter(people)))
    return ""


def _key(organisation: Organisation) -> str:
    return OWN if organisation.pk is None else str(organisation.pk)


def _place_name(organisation: Organisation) -> str:
    return f"place-{_key(organisation)}"


def _contact_name(organisation: Organisation) -> str:
    return f"contact-{organisation.pk}"


class MemberForm(forms.ModelForm[Member]):
    """Since when the structure is in, and who answers for it."""

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = ["since", "contact"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: Member, people: QuerySet[Person]
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["since"].label = _("Entrée dans la coopération le")
        self.fields["contact"] = PersonField(
            label=_("Point de contact"),
            queryset=people,
            required=False,
            help_text=_("Une des personnes qui agissent dans la structure."),
        )


class PlaceForm(forms.Form):
    """Another place in the cooperation, from a day on."""

    kind = forms.ChoiceField(
        label=lazy("Sa nouvelle place"), choices=MemberKind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=lazy("À partir du"))

    def __init__(self, data: QueryDict | None = None, *, member: Member) -> None:
        super().__init__(data, initial={"kind": member.kind, "on": timezone.localdate()})
        self.member = member

    def clean_kind(self) -> str:
        """The place; refused when it is the one held."""
        kind = str(self.cleaned_data["kind"])
        if kind == self.member.kind:
            raise ValidationError(_("C’est déjà sa place : choisissez-en une autre."))
        return kind

    def clean_on(self) -> date:
        """The day; refused before the beginning."""
        return not_before(self.cleaned_data["on"], self.member.since)


class LeaveForm(LastDayForm):
    """The day on which a structure leaves the cooperation."""

    too_soon = BEFORE_IT_CAME
    on = DayField(label=lazy("Jour du départ"))


class ActorForm(forms.Form):
    """A named group, a person or a structure that weighs without being a member."""

    enough = lazy("Nommez l’un des trois.")

    group = forms.CharField(
        label=lazy("Un groupe"),
        required=False,
        max_length=150,
        help_text=lazy("Comme on le nomme : les riverains, les assistantes maternelles…"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: QuerySet[Person],
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data)
        self.fields["organisation"] = OrganisationField(
            label=_("ou une structure qui n’est pas membre"),
            queryset=organisations,
            required=False,
        )
        self.fields["person"] = PersonField(
            label=_("ou une personne, dans sa fonction"), queryset=people, required=False
        )

    def clean(self) -> dict[str, object]:
        """Exactly one of the three."""
        cleaned = super().clean() or {}
        count = sum(bool(cleaned.get(key)) for key in ("group", "organisation", "person"))
        if count != 1 and not self.errors:
            raise ValidationError(
                _("Nommez un groupe, une structure ou une personne : une seule réponse.")
            )
        return cleaned

    def actor(self, cooperation_id: int) -> Actor:
        """The actor that was typed, not saved."""
        cleaned = self.cleaned_data
        return Actor(
            cooperation_id=cooperation_id,
            organisation=cleaned["organisation"],
            person=cleaned["person"],
            group=cleaned["group"],
        )


class SpeakerForm(forms.Form):
    """For which member structures an access speaks, after those for which it did."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisations: QuerySet[Organisation],
        numbers: list[int],
    ) -> None:
        super().__init__(
            data, initial={"organisations": numbers, "read": " ".join(map(str, numbers))}
        )
        self.fields["organisations"] = TickedField(
            label=_("Structures pour lesquelles cette personne parle"),
            queryset=organisations,
            required=False,
        )

    @property
    def numbers_read(self) -> frozenset[int]:
        """The structures for which the access spoke when the form was opened."""
        numbers = map(read_number, self.cleaned_data["read"].split())
        return frozenset(one for one in numbers if one is not None)


def not_before(on: date, since: date | None) -> date:
    """The day; ValidationError when it precedes the beginning."""
    if since and on < since:
        raise ValidationError(BEFORE_IT_CAME)
    return on
