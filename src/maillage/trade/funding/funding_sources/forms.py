"""A source, why it is not for us, its next days, an action that it could serve: as typed."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.fields import FunderField, PercentField
from maillage.trade.funding.funding_sources.models import (
    CLOSES_BEFORE,
    SOURCE_TWICE,
    FundingSource,
    SourceMatch,
)
from maillage.trade.funding.funding_sources.queries import sources
from maillage.trade.plan.models import Action


class SourceForm(forms.ModelForm[FundingSource]):
    """Who helps what, from when to when; its rules come after."""

    essential: ClassVar[tuple[str, ...]] = ("name", "funder", "closes_on", "eligible_costs")

    class Meta:
        model = FundingSource
        fields: ClassVar[list[str]] = [
            *("name", "funder", "closes_on", "eligible_costs", "funder_name", "kind"),
            *("recurrence", "opens_on", "rate_bp", "cap_cents", "floor_cents", "budget_cents"),
            *("beneficiaries", "excludes", "is_detr", "url", "checked_on"),
        ]

    url = forms.URLField(
        label=_lazy("Adresse"), max_length=300, required=False, assume_scheme="https"
    )

    def __init__(
        self, data: QueryDict | None = None, *, instance: FundingSource, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["name"].help_text = _("DETR 2027, LEADER fiche 3, appel « Mieux manger »…")
        self.fields["funder"] = FunderField(access, label=_("Financeur"))
        self.fields["closes_on"] = DayField(label=_("Ferme le"), required=False)
        self.fields["opens_on"] = DayField(label=_("Ouvre le"), required=False)
        self.fields["checked_on"] = PastDayField(
            label=_("Règles vérifiées le"),
            required=False,
            help_text=_("Au bout d’un an, Maillage demande de les relire."),
        )
        self.fields["rate_bp"] = PercentField(label=_("Taux maximal, en %"))
        for name, label in (
            ("cap_cents", _("Plafond, en euros")),
            ("floor_cents", _("Aide minimale, en euros")),
            ("budget_cents", _("Enveloppe d’une année, en euros")),
        ):
            self.fields[name] = EurosField(label=label, required=False)
        self.fields["excludes"] = TickedField(
            queryset=sources(access).exclude(pk=instance.pk),
            label=_("Non cumulable avec"),
            required=False,
        )

    def clean(self) -> dict[str, object]:
        """The source: no other bears its name, and it does not close before it opens."""
        values = super().clean() or {}
        opens, closes = values.get("opens_on"), values.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", CLOSES_BEFORE)
        others = FundingSource.objects.filter(cooperation=self.instance.cooperation_id)
        if others.filter(name=values.get("name")).exclude(pk=self.instance.pk).exists():
            self.add_error("name", SOURCE_TWICE)
        return values

    @property
    def others(self) -> QuerySet[FundingSource]:
        """The sources with which it does not add up."""
        rows: QuerySet[FundingSource] = self.cleaned_data["excludes"]
        return rows


class AsideForm(forms.Form):
    """Why a source is not for this cooperation; nothing typed, it is to be studied again."""

    reason = forms.CharField(label=_lazy("Pourquoi"), max_length=300, required=False)


class WindowForm(forms.Form):
    """The days of the next window, as they are published."""

    opens_on = DayField(label=_lazy("Ouvre le"), required=False)
    closes_on = DayField(label=_lazy("Ferme le"))

    def clean(self) -> dict[str, object]:
        """The days: it does not close before it opens."""
        values = super().clean() or {}
        opens, closes = values.get("opens_on"), values.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", CLOSES_BEFORE)
        return values


class MatchForm(forms.ModelForm[SourceMatch]):
    """Which action a source could serve, and for what in it."""

    class Meta:
        model = SourceMatch
        fields: ClassVar[list[str]] = ["action", "note"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: SourceMatch, actions: QuerySet[Action]
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["action"] = forms.ModelChoiceField(actions, label=_("Action"))
