"""The name, profile and settings of a cooperation, as they are typed."""

from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django_stubs_ext import StrPromise

from maillage.foundation.cooperations.profiles.rules import profiles
from maillage.foundation.cooperations.spaces.models import Cooperation, Workspace


def profile_choices() -> list[tuple[str, str]]:
    """The profiles that one may choose, with their labels."""
    return [(profile.key, f"{profile.name} : {profile.label}") for profile in profiles()]


class NewCooperationForm(forms.Form):
    """The name and the profile of a cooperation to open; `offer` adds the workspaces."""

    name = forms.CharField(label=lazy("Son nom"), max_length=200)
    profile = forms.ChoiceField(
        label=lazy("Sa démarche"), choices=profile_choices, widget=forms.RadioSelect
    )

    def offer(self, workspaces: QuerySet[Workspace]) -> Self:
        """The form, which asks in which of these workspaces unless there is only one."""
        rows = list(workspaces[:2])
        alone = len(rows) == 1
        self.fields["workspace"] = forms.ModelChoiceField(
            label=lazy("Dans l’espace"),
            queryset=workspaces,
            empty_label=None,
            initial=rows[0].pk if alone else None,
            widget=forms.HiddenInput if alone else forms.Select,
        )
        return self


class CooperationForm(forms.ModelForm[Cooperation]):
    """The settings of a cooperation."""

    profile = forms.ChoiceField(label=lazy("Démarche"), choices=profile_choices)

    class Meta:
        model = Cooperation
        fields: ClassVar[list[str]] = [
            "name",
            "purpose",
            "profile",
            "phase",
            "started_on",
            "ends_on",
            "time_zone",
        ]
        help_texts: ClassVar[dict[str, StrPromise]] = {
            "time_zone": lazy("Europe/Paris en métropole ; Indian/Reunion, America/Cayenne…")
        }

    def clean_time_zone(self) -> str:
        """A time zone that exists."""
        name: str = self.cleaned_data["time_zone"]
        try:
            ZoneInfo(name)
        except (ValueError, KeyError, OSError) as error:
            raise ValidationError(
                _("Ce fuseau n’existe pas : écrivez par exemple Europe/Paris.")
            ) from error
        return name
