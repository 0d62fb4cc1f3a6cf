"""Who carries what for the others, as it is typed: on what, from when, by which act."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST, DayField
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.services import About

Files = MultiValueDict[str, UploadedFile[bytes]]
WHOLE, OTHER = "cooperation", "theme"
MOST_SUBJECTS = 200


class LeadActForm(forms.ModelForm[LeadPartner]):
    """What a structure carries, the act that names it, and its dates."""

    essential: ClassVar[tuple[str, ...]] = ("scope", "act_number", "since", "until")

    class Meta:
        model = LeadPartner
        fields: ClassVar[list[str]] = ["scope", "act_number", "act_on", "since", "until"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"scope": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, Promise]] = {
            "scope": lazy("Ce qu’elle fait pour les autres : signe, emploie, encaisse, convoque…"),
            "act_number": lazy("Délibération, convention, arrêté : son numéro, ou son nom."),
        }

    file = forms.FileField(label=lazy("Fichier de l’acte"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: LeadPartner,
    ) -> None:
        super().__init__(data, files, instance=instance)
        for name, label in (
            ("act_on", _("Date de l’acte")),
            ("since", _("Depuis le")),
            ("until", _("Jusqu’au")),
        ):
            self.fields[name] = DayField(label=label, required=False)
        self.order_fields(["scope", "act_number", "act_on", "file", "since", "until"])

    def clean(self) -> dict[str, object]:
        """The lead partner: its end follows its beginning, its act is not to come."""
        cleaned = super().clean() or {}
        since, until, act_on = (cleaned.get(name) for name in ("since", "until", "act_on"))
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", ENDS_FIRST)
        if isinstance(act_on, date) and act_on > timezone.localdate():
            self.add_error("act_on", _("Cet acte est à venir : notez-le quand il sera pris."))
        return cleaned


class LeadPartnerForm(LeadActForm):
    """Which structure carries what, besides its act and its dates."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "about", "label", "scope")

    class Meta(LeadActForm.Meta):
        fields: ClassVar[list[str]] = ["organisation", *LeadActForm.Meta.fields]

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: LeadPartner,
        organisations: QuerySet[Organisation],
        subjects: QuerySet[Subject],
    ) -> None:
        super().__init__(data, files, instance=instance)
        self.subjects = {f"s{one.pk}": one for one in subjects[:MOST_SUBJECTS]}
        self.fields["about"] = forms.ChoiceField(
            label=_("Chef de file de quoi"),
            choices=[
                (WHOLE, _("toute la coopération")),
                *((key, one.label) for key, one in self.subjects.items()),
                (OTHER, _("un thème ou une action, que je nomme ci-dessous")),
            ],
        )
        self.fields["label"] = forms.CharField(
            label=_("Nom du thème ou de l’action"), required=False, max_length=200
        )
        self.fields["organisation"] = OrganisationField(
            label=_("Structure"), queryset=organisations
        )
        self.order_fields(["about", "label", "organisation"])

    def clean(self) -> dict[str, object]:
        """The lead partner; a theme has a name."""
        cleaned = super().clean()
        if cleaned.get("about") == OTHER and not cleaned.get("label"):
            self.add_error("label", _("Écrivez le nom du thème ou de l’action."))
        return cleaned

    @property
    def carried(self) -> About:
        """What is carried."""
        chosen = self.cleaned_data["about"]
        if chosen == OTHER:
            return About(label=self.cleaned_data["label"])
        return About(subject=self.subjects.get(chosen))
