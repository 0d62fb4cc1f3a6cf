"""A source, why it is not for us, its next days, an action that it could serve: as typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.naming import PersonField
from maillage.ground.directory.records.queries.people import people
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.funding.fields import FunderField, PercentField
from maillage.trade.funding.funding_sources.models import (
    CLOSES_BEFORE,
    PREDEPOSIT_AFTER,
    RATES_CROSSED,
    SOURCE_TWICE,
    FundingSource,
    SourceMatch,
)
from maillage.trade.funding.funding_sources.queries import sources
from maillage.trade.plan.actions.queries.choices import themes
from maillage.trade.plan.models import Action

TIES = ("excludes", "themes", "territories")


class SourceForm(forms.ModelForm[FundingSource]):
    """Who helps what, from when to when; its rules come after."""

    essential: ClassVar[tuple[str, ...]] = ("name", "funder", "closes_on", "eligible_costs")

    class Meta:
        model = FundingSource
        fields: ClassVar[list[str]] = [
            *("name", "funder", "closes_on", "eligible_costs", "funder_name", "programme", "kind"),
            *("recurrence", "opens_on", "predeposit_on", "rate_min_bp", "rate_bp", "floor_cents"),
            *("cap_cents", "budget_cents", "section", "left_out_costs", "beneficiaries"),
            *("excludes", "advance_bp", "pays", "begins_within", "ends_within", "is_detr"),
            *("instructor", "contact", "themes", "territories", "url", "checked_on"),
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
        self.fields["predeposit_on"] = DayField(label=_("Prédépôt avant le"), required=False)
        for name, label in (
            ("rate_min_bp", _("Taux minimal, en %")),
            ("rate_bp", _("Taux maximal, en %")),
            ("advance_bp", _("Avance, en % de l’aide")),
        ):
            self.fields[name] = PercentField(label=label)
        for name, label in (
            ("cap_cents", _("Plafond, en euros")),
            ("floor_cents", _("Aide minimale, en euros")),
            ("budget_cents", _("Enveloppe d’une année, en euros")),
        ):
            self.fields[name] = EurosField(label=label, required=False)
        self._offer(access, instance)
        self.order_fields(self.Meta.fields)

    def _offer(self, access: Access, instance: FundingSource) -> None:
        """Who handles it, whom to speak to, its themes and grounds, what it does not add to."""
        self.fields["instructor"] = FunderField(access, label=_("Qui instruit"))
        self.fields["contact"] = PersonField(
            people(access), label=_("À qui parler"), required=False
        )
        ticked = instance.territories.values_list("pk", flat=True) if instance.pk else ()
        self.fields["themes"] = TickedField(
            queryset=themes(access), label=_("Thèmes"), required=False
        )
        self.fields["territories"] = TickedField(
            queryset=territories_to_offer(access, list(ticked)),
            label=_("Territoires"),
            required=False,
        )
        self.fields["excludes"] = TickedField(
            queryset=sources(access).exclude(pk=instance.pk),
            label=_("Non cumulable avec"),
            required=False,
        )

    def clean(self) -> dict[str, object]:
        """The source: no other bears its name, and it does not close before it opens."""
        values = super().clean() or {}
        closes = check_window(self, values)
        first, least, most = (
            values.get(one) for one in ("predeposit_on", "rate_min_bp", "rate_bp")
        )
        if first and closes and first > closes:
            self.add_error("predeposit_on", PREDEPOSIT_AFTER)
        if least is not None and most is not None and least > most:
            self.add_error("rate_min_bp", RATES_CROSSED)
        others = FundingSource.objects.filter(cooperation=self.instance.cooperation_id)
        if others.filter(name=values.get("name")).exclude(pk=self.instance.pk).exists():
            self.add_error("name", SOURCE_TWICE)
        return values

    @property
    def ties(self) -> dict[str, QuerySet[Any]]:
        """What it is tied to: other sources, themes, territories."""
        return {name: self.cleaned_data[name] for name in TIES}


def check_window(form: forms.BaseForm, values: Mapping[str, Any]) -> date | None:
    """The day when it closes, which the form refuses when it opens later."""
    opens: date | None = values.get("opens_on")
    closes: date | None = values.get("closes_on")
    if opens and closes and closes < opens:
        form.add_error("closes_on", CLOSES_BEFORE)
    return closes


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
        check_window(self, values)
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
