"""The card of a structure, its name, its end and its parts, as they are typed."""

import re
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from stdnum.fr import siren, siret

from maillage.core.days import DayField
from maillage.core.folded import fold
from maillage.ground.directory.choices import HoldState, OrganisationKind
from maillage.ground.directory.records.forms import FormValue, LinesField, read_email, read_phone
from maillage.ground.directory.records.models.organisations import (
    GROUPING_TAKEN,
    NOT_HELD,
    SIREN_TAKEN,
    Competence,
    Department,
    Grouping,
    Organisation,
)
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.queries.organisations import neighbours
from maillage.ground.directory.records.rules import RNA, UAI
from maillage.ground.directory.records.services import Reach

SPACES = re.compile(r"\s")


class OrganisationForm(forms.ModelForm[Organisation]):
    """The card of a structure; its numbers are checked by their key or shape."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "short_name", "address", "commune")

    siren = forms.CharField(
        label=lazy("SIREN"), required=False, max_length=20, help_text=lazy("Neuf chiffres.")
    )
    siret = forms.CharField(
        label=lazy("SIRET de l’établissement"),
        required=False,
        max_length=25,
        help_text=lazy("Quatorze chiffres, quand la structure est un établissement d’une autre."),
    )
    rna = forms.CharField(
        label=lazy("Numéro RNA"),
        required=False,
        max_length=20,
        help_text=lazy("Pour une association : W suivi de neuf chiffres."),
    )
    uai = forms.CharField(
        label=lazy("Code UAI"),
        required=False,
        max_length=20,
        help_text=lazy("Pour une école, un collège ou un lycée : sept chiffres et une lettre."),
    )
    address = forms.CharField(
        label=lazy("Adresse du siège"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    website = forms.URLField(label=lazy("Site"), required=False, assume_scheme="https")
    phones = LinesField(
        label=lazy("Téléphones"), hint=lazy("Un par ligne, le plus sûr d’abord."), read=read_phone
    )
    emails = LinesField(
        label=lazy("Courriels"), hint=lazy("Un par ligne, le plus sûr d’abord."), read=read_email
    )

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = [
            "kind",
            "short_name",
            "legal_form",
            "address",
            "commune",
            "population",
            "phones",
            "emails",
            "website",
            "siren",
            "siret",
            "rna",
            "uai",
            "source",
        ]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "population": lazy("Pour une structure sans territoire officiel ; datée du jour."),
            "source": lazy("D’où viennent ces renseignements : un statut, un courrier, un appel."),
        }

    def clean_siren(self) -> str:
        """The nine digits; refused when their key is wrong."""
        typed = SPACES.sub("", self.cleaned_data["siren"])
        if typed and not siren.is_valid(typed):
            raise ValidationError(
                _("Ce SIREN n’existe pas : vérifiez ses neuf chiffres, ou laissez vide.")
            )
        return typed

    def clean_siret(self) -> str:
        """The fourteen digits; refused when their key is wrong."""
        typed = SPACES.sub("", self.cleaned_data["siret"])
        if typed and not siret.is_valid(typed):
            raise ValidationError(
                _("Ce SIRET n’existe pas : vérifiez ses quatorze chiffres, ou laissez vide.")
            )
        return typed

    def clean_rna(self) -> str:
        """The number in capitals; refused when it has not its shape."""
        typed = SPACES.sub("", self.cleaned_data["rna"]).upper()
        if typed and not RNA.fullmatch(typed):
            raise ValidationError(
                _("Un numéro RNA s’écrit W suivi de neuf chiffres, comme W853001234.")
            )
        return typed

    def clean_uai(self) -> str:
        """The code in capitals; refused when it has not its shape."""
        typed = SPACES.sub("", self.cleaned_data["uai"]).upper()
        if typed and not UAI.fullmatch(typed):
            raise ValidationError(
                _("Un code UAI s’écrit sept chiffres et une lettre, comme 0850001A.")
            )
        return typed

    def clean(self) -> dict[str, object]:
        """The card, whose SIRET begins with its SIREN and whose SIREN no other structure bears."""
        cleaned = super().clean() or {}
        if "population" in self.changed_data:
            self.instance.population_on = (
                timezone.localdate() if cleaned.get("population") else None
            )
        number, place = cleaned.get("siren"), cleaned.get("siret")
        if number and place and not str(place).startswith(str(number)):
            self.add_error(
                "siret",
                _("Un SIRET commence par le SIREN de la structure : corrigez l’un des deux."),
            )
        if number and not place and self._bearers(str(number)).exists():
            self.add_error("siren", SIREN_TAKEN)
        return cleaned

    @property
    def reach(self) -> Reach:
        """The addresses and numbers that were typed."""
        return Reach(self.cleaned_data["emails"], self.cleaned_data["phones"])

    def _bearers(self, number: str) -> QuerySet[Organisation]:
        return neighbours(self.instance).filter(siren=number, siret="")


class OrganisationAddForm(OrganisationForm):
    """A structure that enters the directory: its name comes first, and is not there already."""

    essential: ClassVar[tuple[str, ...]] = ("name", "kind", "short_name", "address")
    read_back = lazy("{name}[ ({short_name})], {kind}.")

    other = forms.BooleanField(label=lazy("C’est une autre structure du même nom"), required=False)

    class Meta(OrganisationForm.Meta):
        fields: ClassVar[list[str]] = ["name", *OrganisationForm.Meta.fields, "other"]

    def __init__(self, data: QueryDict | None = None, *, instance: Organisation) -> None:
        super().__init__(data, instance=instance)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Nature"), choices=[("", _("Choisir")), *OrganisationKind.choices]
        )
        self.initial["kind"] = ""
        if "other" not in self.data and not self._same_name():
            del self.fields["other"]

    def clean_name(self) -> str:
        """The name; refused when another structure bears it, unless one says that it is another."""
        name = str(self.cleaned_data["name"])
        if "other" in self.fields and not self.data.get("other"):
            raise ValidationError(
                _(
                    "Une structure porte déjà ce nom : ouvrez sa fiche, ou cochez plus bas que "
                    "c’en est une autre."
                )
            )
        return name

    def _same_name(self) -> bool:
        name = fold(self.data.get("name", ""))
        return bool(name) and any(
            fold(text) == name
            for text in neighbours(self.instance)
            .filter(folded__contains=name)
            .values_list("name", flat=True)
        )


class RenameForm(forms.Form):
    """The name in force from a day on."""

    name = forms.CharField(label=lazy("Nom"), max_length=300)
    on = DayField(label=lazy("Depuis le"))

    def __init__(
        self, data: QueryDict | None = None, *, former: str, saved: str | None = None
    ) -> None:
        super().__init__(data, initial={"name": saved})
        self.former = former

    def clean_name(self) -> str:
        """The name, different from the one in force."""
        name = str(self.cleaned_data["name"]).strip()
        if name == self.former:
            raise ValidationError(_("C’est déjà son nom : écrivez celui qui le remplace."))
        return name


class EndForm(forms.Form):
    """The end of a structure, and what succeeds it."""

    on = DayField(label=lazy("Dissoute ou fusionnée le"))
    carries_on = forms.BooleanField(
        label=lazy("Ses personnes continuent dans cette structure, avec les mêmes fonctions"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisation: Organisation,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["successor"] = OrganisationField(
            label=_("Structure qui lui succède"),
            queryset=neighbours(organisation),
            required=False,
            help_text=_("Elle prendra sa place dans les coopérations où elle était."),
        )
        self.order_fields(["on", "successor", "carries_on"])

    def clean(self) -> dict[str, object]:
        """The end, with a successor when people go on in it."""
        cleaned = super().clean() or {}
        if cleaned.get("carries_on") and not cleaned.get("successor"):
            self.add_error("successor", _("Dites dans quelle structure ses personnes continuent."))
        on = cleaned.get("on")
        if on and on > timezone.localdate().replace(year=timezone.localdate().year + 3):
            self.add_error("on", _("Cette date est trop loin : écrivez celle de l’acte."))
        return cleaned


class DepartmentForm(forms.ModelForm[Department]):
    """The name of a service, which no other service of the structure bears."""

    class Meta:
        model = Department
        fields: ClassVar[list[str]] = ["name"]

    def clean_name(self) -> str:
        """The name; refused when the structure has a service of that name."""
        name = str(self.cleaned_data["name"]).strip()
        departments = Department.objects.filter(
            organisation=self.instance.organisation_id, name=name
        )
        if departments.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Ce service existe déjà dans la structure : il suffit."))
        return name


class CompetenceForm(forms.ModelForm[Competence]):
    """A competence, held or transferred to one of `known`, since a day."""

    class Meta:
        model = Competence
        fields: ClassVar[list[str]] = ["domain", "state", "holder", "since"]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "domain": lazy("Comme on la nomme : mobilités, enfance-jeunesse, eau…"),
            "since": lazy("Si vous connaissez cette date."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Competence,
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["holder"] = _others(
            organisations, instance.organisation, _("Transférée à"), required=False
        )
        self.order_fields(["domain", "state", "holder", "since"])

    def clean_domain(self) -> str:
        """The competence; refused when it stands on the sheet already."""
        domain = str(self.cleaned_data["domain"]).strip()
        competences = Competence.objects.filter(
            organisation=self.instance.organisation_id, domain=domain, until__isnull=True
        )
        if competences.exists():
            raise ValidationError(
                _("Cette compétence est déjà sur la fiche : mettez-y fin avant de la changer.")
            )
        return domain

    def clean(self) -> dict[str, object]:
        """The competence: transferred to somebody, or held."""
        cleaned = super().clean() or {}
        if cleaned.get("holder") and cleaned.get("state") == HoldState.HELD:
            self.add_error("state", NOT_HELD)
        return cleaned


class GroupingForm(forms.ModelForm[Grouping]):
    """The grouping, among `known`, to which the structure belongs, since a day."""

    class Meta:
        model = Grouping
        fields: ClassVar[list[str]] = ["group", "since"]
        help_texts: ClassVar[dict[str, FormValue]] = {
            "since": lazy("Si vous connaissez cette date.")
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Grouping,
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["group"] = _others(
            organisations, instance.organisation, _("Groupement"), required=True
        )
        self.order_fields(["group", "since"])

    def clean_group(self) -> Organisation:
        """The grouping; refused when it stands on the sheet already."""
        group: Organisation = self.cleaned_data["group"]
        groupings = Grouping.objects.filter(
            organisation=self.instance.organisation_id, group=group, until__isnull=True
        )
        if groupings.exists():
            raise ValidationError(GROUPING_TAKEN)
        return group


def _others(
    organisations: QuerySet[Organisation], organisation: Organisation, label: str, *, required: bool
) -> OrganisationField:
    """One of the living structures that the reader sees, this one aside."""
    others = organisations.filter(ended_on__isnull=True).exclude(pk=organisation.pk)
    return OrganisationField(label=label, queryset=others, required=required)
