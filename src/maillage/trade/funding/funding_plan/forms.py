"""A plan, a cost, who pays, a step of a line, a reason: as they are typed."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.money import EurosField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.funding.choices import CostKind, Section
from maillage.trade.funding.fields import PercentField, StepDayField, ask_of_sums
from maillage.trade.funding.funding_plan.models import (
    COST_TWICE,
    PLAN_TWICE,
    CostLine,
    FundingPlan,
)
from maillage.trade.funding.funding_plan.queries.choices import actions_to_fund, posts_to_fund
from maillage.trade.funding.funding_plan.queries.post_names import post_names, refusal_words
from maillage.trade.plan.models import Post

NOT_EMPTY = lazy("Retirez d’abord ses dépenses et ses financeurs : ce plan n’est pas vide.")
ONE_CARRIER = lazy("Dites ce que le plan paie : une action, un poste, ou un nom. Un seul.")


class PlanEditForm(forms.ModelForm[FundingPlan]):
    """Whose plan it is, on which basis, under which rule, since when."""

    class Meta:
        model = FundingPlan
        fields: ClassVar[list[str]] = [
            *("owner", "basis", "begun_on", "displayed_on"),
            *("situation", "prefect_rate_bp", "is_overseas"),
        ]

    essential: ClassVar[tuple[str, ...]] = ("owner", "basis", "begun_on", "displayed_on")

    def __init__(
        self, data: QueryDict | None = None, *, instance: FundingPlan, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["owner"] = OrganisationField(
            organisations(access),
            label=_("Maître d’ouvrage"),
            help_text=_("La structure qui dépense, et qui prend le reste."),
        )
        self.fields["begun_on"] = PastDayField(
            label=_("Commencement"),
            required=False,
            help_text=_("Le premier acte qui engage : un ordre de service, un marché signé."),
        )
        self.fields["displayed_on"] = PastDayField(label=_("Plan affiché le"), required=False)
        self.fields["prefect_rate_bp"] = PercentField(
            label=_("Taux fixé par le préfet, en %"),
            help_text=_("Laissez vide si personne n’a dérogé."),
        )


class PlanForm(PlanEditForm):
    """A plan to open: what it pays for, and whose it is."""

    essential: ClassVar[tuple[str, ...]] = ("action", "post", "label", "owner")
    read_back = lazy(
        "Plan de financement[ : {action}][ : {post}][ : {label}][, porté par {owner}]."
    )

    class Meta(PlanEditForm.Meta):
        fields: ClassVar[list[str]] = ["action", "post", "label", *PlanEditForm.Meta.fields]

    def __init__(
        self, data: QueryDict | None = None, *, instance: FundingPlan, access: Access
    ) -> None:
        super().__init__(data, instance=instance, access=access)
        self.fields["action"] = forms.ModelChoiceField(
            actions_to_fund(access), label=_("Une action"), required=False
        )
        self.fields["post"] = forms.ModelChoiceField(
            posts_to_fund(access), label=_("Ou un poste"), required=False
        )
        self.fields["label"].label = _("Ou autre chose")
        self.fields["label"].help_text = _("Par exemple : Fonctionnement de la coopération.")
        for name in ("action", "post", "label"):
            self.fields[name].depends_on = "others"  # type: ignore[attr-defined]  # read by parts
        if not access.is_officer:
            del self.fields["post"], self.fields["label"]
        self.access = access
        self.order_fields(["action", "post", "label", "owner"])

    def clean(self) -> dict[str, object]:
        """The plan: it pays for one thing, that has no other plan."""
        values = super().clean() or {}
        carriers = [one for one in ("action", "post", "label") if values.get(one)]
        if len(carriers) != 1:
            self.add_error("action", ONE_CARRIER)
        label = values.get("label")
        others = FundingPlan.objects.filter(cooperation=self.access.cooperation_id)
        if label and others.filter(label=label).exists():
            self.add_error("label", PLAN_TWICE)
        elif label and (alike := post_names(self.access.cooperation_id).find(str(label))):
            self.add_error("label", refusal_words(str(label), alike[0]))
        return values


class CostForm(forms.ModelForm[CostLine]):
    """What is paid for, how much, in which year, and what the amount rests on."""

    essential: ClassVar[tuple[str, ...]] = ("label", "amount_cents", "year", "source")
    read_back = lazy(
        "{label} : {euros:amount_cents} en {year}[, {euros:next_cents} l’année suivante]."
    )

    class Meta:
        model = CostLine
        fields: ClassVar[list[str]] = [
            *("label", "amount_cents", "year", "source"),
            *("section", "kind", "source_note", "dated_on", "spent_cents", "account"),
            "is_eligible",
        ]

    def __init__(self, data: QueryDict | None = None, *, instance: CostLine) -> None:
        super().__init__(data, instance=instance)
        basis = {"basis": instance.plan.get_basis_display()}
        self.fields["amount_cents"] = EurosField(label=_("Montant %(basis)s, en euros") % basis)
        self.fields["spent_cents"] = EurosField(
            label=_("Déjà dépensé, en euros"), required=False, empty_value=""
        )
        self.fields["dated_on"] = DayField(label=_("Daté du"), required=False)
        self.fields["source_note"].help_text = _("Marchés signés, quatre lots ; deux devis…")
        self.fields["section"].widget = forms.RadioSelect(choices=Section.choices)
        self.fields["kind"].help_text = _(
            "Ce que coûte un seul poste se note dans le plan de ce poste : il touche à une "
            "rémunération."
        )
        self.fields["account"].help_text = _("Pour le budget que demande un financeur.")
        self.fields["is_eligible"].help_text = _(
            "Décochez ce qu’aucun financeur n’aide : les taux se comptent sans."
        )

    def clean_spent_cents(self) -> int:
        """What is spent already; nothing when nothing is typed."""
        spent: int | None = self.cleaned_data["spent_cents"]
        return spent or 0

    def clean(self) -> dict[str, object]:
        """The cost: one item has one amount in a year."""
        values = super().clean() or {}
        year = values.get("year")
        if isinstance(year, int) and self._is_noted(values, year):
            self.add_error("year", COST_TWICE)
        label = str(values.get("label") or "")
        if post := self._post_paid(values, label):
            self.add_error("label", refusal_words(label, post))
        ask_of_sums(self, "amount_cents", "next_cents")
        return values

    def _post_paid(self, values: dict[str, object], label: str) -> Post | None:
        """The post of which it is the cost, which its own plan says to fewer readers."""
        plan, may_be_a_pay = self.instance.plan, {CostKind.STAFF, CostKind.OTHER}
        if plan.post_id or values.get("kind") not in may_be_a_pay:
            return None
        return next(iter(post_names(plan.cooperation_id).find(label)), None)

    def _is_noted(self, values: dict[str, object], year: int) -> bool:
        rows = self.instance.plan.costs.exclude(pk=self.instance.pk)
        wanted = {name: values.get(name) for name in ("section", "label")}
        return None not in wanted.values() and rows.filter(**wanted, year=year).exists()


class NewCostForm(CostForm):
    """A cost, and its amount of the year that follows when it is spread over two."""

    def __init__(self, data: QueryDict | None = None, *, instance: CostLine) -> None:
        super().__init__(data, instance=instance)
        self.fields["next_cents"] = EurosField(
            label=_("Année suivante, en euros"),
            required=False,
            help_text=_("Si la dépense s’étale sur deux ans."),
        )
        self.order_fields(["label", "amount_cents", "year", "source", "next_cents"])

    def clean(self) -> dict[str, object]:
        """The cost of both years."""
        values = super().clean()
        year = values.get("year")
        is_spread = isinstance(year, int) and values.get("next_cents")
        if is_spread and self._is_noted(values, int(str(year)) + 1):
            self.add_error("next_cents", COST_TWICE)
        return values

    def costs(self) -> list[CostLine]:
        """One cost for each year."""
        first: CostLine = self.save(commit=False)
        rows = [first]
        if following := self.cleaned_data.get("next_cents"):
            same = [
                *("plan", "section", "kind", "label", "source"),
                *("source_note", "dated_on", "account", "is_eligible"),
            ]
            values = {name: getattr(first, name) for name in same}
            rows.append(CostLine(year=first.year + 1, amount_cents=following, **values))
        return rows


class RemovePlanForm(forms.Form):
    """A plan goes only when nothing is noted in it."""

    def __init__(self, data: QueryDict | None = None, *, plan: FundingPlan) -> None:
        super().__init__(data)
        self.plan = plan

    def clean(self) -> dict[str, object]:
        """Nothing; refused while a cost or a line stands."""
        if self.plan.costs.exists() or self.plan.lines.exists():
            raise ValidationError(NOT_EMPTY)
        return super().clean() or {}


class ReasonForm(forms.Form):
    """Why the plan departs from what a rule says."""

    reason = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=300,
        help_text=lazy("La raison reste à côté de la règle, avec votre nom et la date."),
        error_messages={"required": lazy("Écrivez la raison : elle reste à côté de la règle.")},
    )


class DisplayedForm(forms.Form):
    """On which day the plan was displayed."""

    on = StepDayField(label=lazy("Affiché le"), initial=timezone.localdate)
