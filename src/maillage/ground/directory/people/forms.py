"""A person and what is around them, as they are typed."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, LastDayForm, not_to_come
from maillage.core.folded import fold
from maillage.core.ticked import TickedField
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.people.services import Around, Calls
from maillage.ground.directory.records.forms import (
    FormValue,
    LinesField,
    read_email,
    read_phone,
    read_words,
)
from maillage.ground.directory.records.models.organisations import Department, Organisation
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.services import Reach


class PersonForm(forms.ModelForm[Person]):
    """Who the person is, how one reaches them, how they were told that they are in the file."""

    essential: ClassVar[tuple[str, ...]] = ("given_name", "family_name", "phones", "emails")

    phones = LinesField(
        label=lazy("Téléphones professionnels"), hint=lazy("Un par ligne."), read=read_phone
    )
    emails = LinesField(
        label=lazy("Courriels professionnels"), hint=lazy("Un par ligne."), read=read_email
    )
    skills = LinesField(
        label=lazy("Savoir-faire"),
        hint=lazy("Un par ligne, professionnels : finances locales, animation de réunion…"),
        read=read_words(120),
        rows=3,
    )

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "civility",
            "given_name",
            "family_name",
            "phones",
            "emails",
            "skills",
            "source",
            "informed_on",
            "informed_how",
            "retained_until",
        ]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "source": lazy("D’où vient-on à la connaître : elle-même, un site public, un appel."),
            "informed_on": lazy("Le jour où elle a su qu’elle est dans ce fichier."),
            "informed_how": lazy("Par courriel, de vive voix, dans la signature d’un message…"),
            "retained_until": lazy("Vide : trois ans après la fin de son dernier mandat."),
        }

    def clean_informed_on(self) -> object:
        """The day on which the person was told; not to come."""
        on = self.cleaned_data["informed_on"]
        return not_to_come(on) if on else None

    @property
    def around(self) -> Around:
        """What was typed around the person."""
        cleaned = self.cleaned_data
        return Around(Reach(cleaned["emails"], cleaned["phones"]), cleaned["skills"])


# Nothing is chosen in advance: a batch saved without a look would be noted as elected.
QUALITIES = [("", lazy("Choisir")), *MandateKind.choices]


class PersonAddForm(PersonForm):
    """A person who enters the directory with their first mandate; not there already."""

    essential: ClassVar[tuple[str, ...]] = ("given_name", "family_name", "organisation", "kind")
    read_back = lazy("{given_name} {family_name}, {organisation}[ : {function}].")

    kind = forms.ChoiceField(label=lazy("Qualité"), choices=QUALITIES)
    function = forms.CharField(
        label=lazy("Fonction"),
        required=False,
        max_length=300,
        help_text=lazy("Comme sur sa carte de visite : directrice générale, maire-adjoint…"),
    )
    since = DayField(
        label=lazy("En fonction depuis le"),
        required=False,
    )
    other = forms.BooleanField(label=lazy("C’est une autre personne du même nom"), required=False)

    class Meta(PersonForm.Meta):
        pass

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Person,
        organisations: QuerySet[Organisation],
        chosen: str = "",
    ) -> None:
        super().__init__(data, instance=instance, initial={"organisation": chosen})
        self.fields["organisation"] = OrganisationField(
            label=_("Structure"), queryset=organisations
        )
        self.order_fields(
            ["civility", "given_name", "family_name", "organisation", "kind", "function", "since"]
        )
        del self.fields["retained_until"]
        if "other" not in self.data and not self._same_name():
            del self.fields["other"]

    def clean(self) -> dict[str, object]:
        """The person; refused when the directory has one of that name, unless it is another."""
        cleaned = super().clean() or {}
        if "other" in self.fields and not cleaned.get("other"):
            self.add_error(
                "family_name",
                _(
                    "Une personne porte déjà ce nom : un mandat s’ajoute sur sa fiche, par qui "
                    "peut la corriger. Ou cochez plus bas que c’en est une autre."
                ),
            )
        return cleaned

    @property
    def mandate(self) -> Mandate:
        """The first mandate that was typed, not saved."""
        cleaned = self.cleaned_data
        return Mandate(
            organisation=cleaned["organisation"],
            kind=cleaned["kind"],
            function=cleaned["function"],
            since=cleaned["since"],
        )

    def _same_name(self) -> bool:
        name = fold(f"{self.data.get('family_name', '')} {self.data.get('given_name', '')}")
        people = Person.objects.filter(workspace=self.instance.workspace_id, folded=name)
        return bool(name) and people.exists()


SINCE_HINT = lazy("Si vous ne savez que le mois, écrivez son premier jour.")


class MandateForm(forms.ModelForm[Mandate]):
    """What the person does in a structure, since when, and what one calls them for."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "function", "since", "first")

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
        help_texts: ClassVar[dict[str, FormValue]] = {
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
        return Calls(self.cleaned_data["first"], self.cleaned_data["second"])


class OrganisationChoiceForm(forms.Form):
    """In which structure a person takes a mandate."""

    def __init__(
        self, data: QueryDict | None = None, *, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data)
        self.fields["structure"] = OrganisationField(label=_("Structure"), queryset=organisations)


class AttachForm(forms.Form):
    """The people ticked, the structure where they act, and in what quality."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: QuerySet[Person],
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data)
        self.fields["people"] = TickedField(label=_("Personnes sans mandat"), queryset=people)
        self.fields["organisation"] = OrganisationField(
            label=_("Structure"), queryset=organisations
        )
        self.fields["kind"] = forms.ChoiceField(label=_("Qualité"), choices=QUALITIES)


class MandateEndForm(LastDayForm):
    """The day on which a mandate ends."""

    on = DayField(label=lazy("Fin du mandat le"))


def _calls_as_typed(mandate: Mandate) -> dict[str, str]:
    """What one calls the holder for, one topic a line."""
    if mandate._state.adding:
        return {}
    lines: dict[int, list[str]] = {1: [], 2: []}
    for referral in mandate.referrals.all():
        lines.setdefault(referral.rank, []).append(referral.topic)
    return {"first": "\n".join(lines[1]), "second": "\n".join(lines[2])}
