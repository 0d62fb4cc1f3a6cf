"""A version as it is typed: its name, and the decision that validates it."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.maquette.models import NAME_TWICE, MaquetteVersion
from maillage.trade.governance.decisions.queries import decisions


class VersionForm(forms.ModelForm[MaquetteVersion]):
    """How the version is called, which decision it serves; the decision may come later."""

    class Meta:
        model = MaquetteVersion
        fields: ClassVar[list[str]] = ["name", "decision"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: MaquetteVersion, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["name"].help_text = _("COPIL du 15 décembre, avenant de 2027…")
        self.fields["decision"] = forms.ModelChoiceField(
            decisions(access).exclude(outcome="").order_by("-pk"),
            label=_("Décision qui la valide"),
            required=False,
            help_text=_("Elle peut venir plus tard ; dès qu’elle est là, plus rien ne s’écrit."),
        )

    def clean_name(self) -> str:
        """The name, which no other version bears."""
        name = str(self.cleaned_data["name"])
        others = MaquetteVersion.objects.filter(cooperation=self.instance.cooperation_id)
        if others.filter(name=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", NAME_TWICE)
        return name
