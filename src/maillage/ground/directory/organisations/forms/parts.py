"""A service, a competence or a grouping of a structure, as it is typed."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_TOO_SOON, DayField
from maillage.ground.directory.choices import HoldState
from maillage.ground.directory.records.forms import Said
from maillage.ground.directory.records.models.organisations import (
    GROUPING_TAKEN,
    NOT_HELD,
    Competence,
    Department,
    Grouping,
    Organisation,
)
from maillage.ground.directory.records.naming import OrganisationField

Part = Department | Competence | Grouping


class DepartmentForm(forms.ModelForm[Department]):
    """The name of a service, which no other service of the structure bears."""

    class Meta:
        model = Department
        fields: ClassVar[list[str]] = ["name"]

    def clean_name(self) -> str:
        """The name; refused when the structure has a service of that name."""
        name = str(self.cleaned_data["name"]).strip()
        held = Department.objects.filter(organisation=self.instance.organisation_id, name=name)
        if held.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Ce service existe déjà dans la structure : il suffit."))
        return name


class CompetenceForm(forms.ModelForm[Competence]):
    """A competence, held or transferred to one of `known`, since a day."""

    class Meta:
        model = Competence
        fields: ClassVar[list[str]] = ["domain", "state", "holder", "since"]
        help_texts: ClassVar[dict[str, Said]] = {
            "domain": lazy("Comme on la nomme : mobilités, enfance-jeunesse, eau…"),
            "since": lazy("JJ/MM/AAAA, si vous la connaissez."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Competence,
        known: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["holder"] = _others(
            known, instance.organisation, _("Transférée à"), required=False
        )
        self.order_fields(["domain", "state", "holder", "since"])

    def clean_domain(self) -> str:
        """The competence; refused when it stands on the sheet already."""
        domain = str(self.cleaned_data["domain"]).strip()
        held = Competence.objects.filter(
            organisation=self.instance.organisation_id, domain=domain, until__isnull=True
        )
        if held.exists():
            raise ValidationError(
                _("Cette compétence est déjà sur la fiche : mettez-y fin avant de la changer.")
            )
        return domain

    def clean(self) -> dict[str, object]:
        """The competence: transferred to somebody, or held."""
        told = super().clean() or {}
        if told.get("holder") and told.get("state") == HoldState.HELD:
            self.add_error("state", NOT_HELD)
        return told


class GroupingForm(forms.ModelForm[Grouping]):
    """The grouping, among `known`, to which the structure belongs, since a day."""

    class Meta:
        model = Grouping
        fields: ClassVar[list[str]] = ["group", "since"]
        help_texts: ClassVar[dict[str, Said]] = {
            "since": lazy("JJ/MM/AAAA, si vous la connaissez.")
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Grouping,
        known: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["group"] = _others(known, instance.organisation, _("Groupement"), required=True)
        self.order_fields(["group", "since"])

    def clean_group(self) -> Organisation:
        """The grouping; refused when it stands on the sheet already."""
        group: Organisation = self.cleaned_data["group"]
        held = Grouping.objects.filter(
            organisation=self.instance.organisation_id, group=group, until__isnull=True
        )
        if held.exists():
            raise ValidationError(GROUPING_TAKEN)
        return group


class EndOnForm(forms.Form):
    """The day on which something ends; not before it began."""

    on = DayField(label=lazy("Jusqu’au"), help_text=lazy("JJ/MM/AAAA"))

    def __init__(
        self, data: QueryDict | None = None, *, part: Competence | Grouping | None = None
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.since = part.since if part else None

    def clean(self) -> dict[str, object]:
        """The day; refused before the beginning."""
        told = super().clean() or {}
        on = told.get("on")
        if on and self.since and on < self.since:
            self.add_error("on", ENDS_TOO_SOON)
        return told


def _others(
    known: QuerySet[Organisation], organisation: Organisation, label: str, *, required: bool
) -> OrganisationField:
    """One of the living structures that the reader sees, this one aside."""
    others = known.filter(ended_on__isnull=True).exclude(pk=organisation.pk)
    return OrganisationField(label=label, queryset=others, required=required)
