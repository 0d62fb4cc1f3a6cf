"""A scheme, as it is typed: what it is, who holds it, where, from when to when."""

from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context.choices import SchemeKind, SchemeState
from maillage.trade.context.choosing import (
    organisations_to_offer,
    territories_to_offer,
    themes_to_offer,
)
from maillage.trade.context.schemes.models import LONGEST_ALERT, Scheme
from maillage.trade.context.schemes.queries import schemes
from maillage.trade.context.schemes.rules import end_fault, own_fault, usual_alert

LINKS = ("territories", "parties", "themes")


class SchemeForm(forms.ModelForm[Scheme]):
    """A contract or a plan; its title and what it is are enough to begin."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "title", "start_on", "end_on")

    signed_on = DayField(label=lazy("Signé le"), required=False)
    start_on = DayField(label=lazy("Début"), required=False)
    end_on = DayField(label=lazy("Fin"), required=False)
    checked_on = DayField(
        label=lazy("Vérifié le"),
        required=False,
        help_text=lazy("Le jour où vous avez lu la source, ou appelé qui le porte."),
    )
    alert = forms.IntegerField(
        label=lazy("Prévenir, en mois avant la fin"),
        required=False,
        min_value=0,
        max_value=LONGEST_ALERT,
        help_text=lazy("Six mois d’habitude, douze pour un projet alimentaire territorial."),
    )

    class Meta:
        model = Scheme
        fields: ClassVar[list[str]] = [
            *("kind", "title", "holder", "start_on", "end_on", "territories", "is_own"),
            *("parties", "themes", "signed_on", "alert", "state", "replaced_by"),
            *("source", "checked_on"),
        ]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Scheme,
        access: Access,
        former: Scheme | None = None,
    ) -> None:
        also = {name: _numbers(former or instance, name) for name in LINKS}
        super().__init__(data, instance=instance, initial=also if former else None)
        self.fields["holder"] = OrganisationField(
            organisations(access),
            label=_("Porté par"),
            required=False,
            empty_label=_("on ne sait pas encore"),
        )
        self.fields["territories"] = TickedField(
            territories_to_offer(access, also["territories"]), label=_("Périmètre"), required=False
        )
        self.fields["parties"] = TickedField(
            organisations_to_offer(access, also["parties"]), label=_("Signataires"), required=False
        )
        themes = themes_to_offer(access)
        self.fields["themes"] = TickedField(themes, label=_("Thèmes attendus"), required=False)
        if not themes.exists():
            del self.fields["themes"]
        self.fields["replaced_by"] = forms.ModelChoiceField(
            schemes(access).exclude(pk=instance.pk), label=_("Remplacé par"), required=False
        )
        if not instance.pk:
            del self.fields["replaced_by"]
        self.order_fields(self.Meta.fields)

    def clean_alert(self) -> int:
        """The months before the end; those of its kind when nothing is typed."""
        typed, kind = self.cleaned_data.get("alert"), self.cleaned_data.get("kind")
        return int(typed) if typed is not None else usual_alert(kind or SchemeKind.OTHER)

    def clean(self) -> dict[str, object]:
        """The scheme: it ends after it begins, and one alone is that of the cooperation."""
        values = super().clean() or {}
        start, end = (values.get(name) for name in ("start_on", "end_on"))
        if isinstance(start, date) and isinstance(end, date) and (why := end_fault(start, end)):
            self.add_error("end_on", why)
        if values.get("replaced_by"):
            values["state"] = SchemeState.REPLACED
        is_own, state = bool(values.get("is_own")), str(values.get("state"))
        if why := own_fault(self.instance, is_own=is_own, state=state):
            self.add_error("is_own", why)
        return values

    @property
    def links(self) -> dict[str, list[Model]]:
        """What was ticked, by field."""
        return {name: list(self.cleaned_data[name]) for name in LINKS if name in self.fields}


def _numbers(scheme: Scheme, name: str) -> list[int]:
    return list(getattr(scheme, name).values_list("pk", flat=True)) if scheme.pk else []
