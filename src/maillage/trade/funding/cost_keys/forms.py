"""A sharing, a measure, its table of values, a key, the choice of one: as they are typed."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.freezing import freeze_problem
from maillage.trade.funding.cost_keys.models import (
    CRITERION_TWICE,
    SHARING_TWICE,
    CostKey,
    CostSharing,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.table import TypedTable, read_table, table_text
from maillage.trade.funding.fields import PercentField
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.governance.agreements.remarks import ArticleAmendment
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.joint_decisions.queries.joint_decisions import joint_decisions

ONE_SUM = lazy("Donnez la somme, ou le plan dont on partage le reste : pas les deux.")
STOPS = (16, 24, 32, 40)
ONE_ACT = lazy("Une décision conjointe, ou celle d’une instance : pas les deux.")


def _sections(plan: FundingPlan) -> set[str]:
    return {
        section
        for rows in (plan.costs, plan.lines)
        for section in rows.order_by().values_list("section", flat=True).distinct()
    }


class SharingForm(forms.ModelForm[CostSharing]):
    """What is shared, for which year, between whom; a sum, or what a plan leaves."""

    essential: ClassVar[tuple[str, ...]] = ("label", "year", "total_cents", "organisations")

    class Meta:
        model = CostSharing
        fields: ClassVar[list[str]] = ["label", "year", "total_cents", "plan", "section"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: CostSharing,
        access: Access,
        members: Sequence[SharingMember] = (),
    ) -> None:
        super().__init__(data, instance=instance)
        self.access = access
        self.places = {one.organisation_id: one.place for one in members}
        self.fields["label"].help_text = _("Un poste, une étude, l’ingénierie : en quelques mots.")
        self.fields["total_cents"] = EurosField(
            label=_("Somme à partager, en euros"),
            required=False,
            help_text=_("Laissez vide pour partager le reste d’un plan."),
        )
        self.fields["plan"] = forms.ModelChoiceField(
            readable.plans(access).filter(post__isnull=True),
            label=_("Ou le reste d’un plan de financement"),
            required=False,
            help_text=_("Ce que ses propriétaires paient, dans la section et l’année du partage."),
        )
        now = Q(pk__in=member_organisations(access).values("pk"))
        self.fields["organisations"] = TickedField(
            Organisation.objects.filter(now | Q(pk__in=list(self.places))).order_by("folded", "pk"),
            label=_("Entre qui ?"),
            required=False,
            initial=list(self.places),
        )
        self.order_fields(self.essential)

    def clean(self) -> dict[str, object]:
        """The sharing: one sum, one name in its year."""
        values = super().clean() or {}
        if values.get("plan") and values.get("total_cents") is not None:
            self.add_error("total_cents", ONE_SUM)
        if (plan := values.get("plan")) and len(own := _sections(plan)) == 1:
            (values["section"],) = own  # what a plan leaves is in the one section that it has
        others = CostSharing.objects.filter(cooperation=self.access.cooperation_id)
        same = {"label": values.get("label", ""), "year": values.get("year") or 0}
        if others.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error("label", SHARING_TWICE)
        return values

    @property
    def organisations(self) -> list[Organisation]:
        """Those that are ticked: the first ones keep their place, the new ones follow."""
        last = len(self.places) + 1
        rows = list(self.cleaned_data["organisations"])
        return sorted(rows, key=lambda one: self.places.get(one.pk, last))


class CriterionForm(forms.ModelForm[SharingCriterion]):
    """A measure: what it counts, in which unit, from which source, on which day."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "label", "source", "unit")

    class Meta:
        model = SharingCriterion
        fields: ClassVar[list[str]] = ["kind", "label", "source", "unit", "dated_on"]

    def __init__(self, data: QueryDict | None = None, *, instance: SharingCriterion) -> None:
        super().__init__(data, instance=instance)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Ce qu’on mesure"), choices=Measure.choices, widget=forms.RadioSelect
        )
        self.fields["label"].help_text = _("Tel qu’il sera lu dans le tableau.")
        self.fields["source"].help_text = _("Fiches DGF 2026, relevé du service…")
        self.fields["unit"].help_text = _("jours, habitants, € par habitant…")
        self.fields["dated_on"] = DayField(label=_("Relevées le"), required=False)

    def clean_label(self) -> str:
        """The name, that no other measure of the sharing bears."""
        label: str = self.cleaned_data["label"]
        others = SharingCriterion.objects.filter(sharing=self.instance.sharing_id, label=label)
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(CRITERION_TWICE)
        return label


class ValuesForm(forms.Form):
    """The table of values, typed or pasted from a spreadsheet."""

    def __init__(self, data: QueryDict | None = None, *, sheet: SharingSheet) -> None:
        super().__init__(data)
        self.sheet = sheet
        self.fields["table"] = forms.CharField(
            label=_("Le tableau"),
            initial=table_text(sheet),
            max_length=60_000,
            strip=False,
            widget=forms.Textarea(
                attrs={
                    "rows": len(sheet.members) + 4,
                    "wrap": "off",
                    "class": f"m-input m-tabbed m-tabbed-{_stop(table_text(sheet))}",
                }
            ),
            help_text=_(
                "Une ligne par structure, une colonne par critère. Copiez ce tableau dans votre "
                "tableur, remplissez-le, recollez-le ici. Une case vide veut dire : on ne sait pas."
            ),
        )

    def clean_table(self) -> TypedTable:
        """What the table says."""
        return read_table(self.cleaned_data["table"], self.sheet)


class KeyForm(forms.ModelForm[CostKey]):
    """A key: its name, the weight of each criterion, the least and the most of each structure."""

    class Meta:
        model = CostKey
        fields: ClassVar[list[str]] = ["label", "amendment"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "amendment": lazy("Son effet en euros se lira à côté de ses mots, pour l’équipe."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: CostKey,
        sheet: SharingSheet,
        amendments: QuerySet[ArticleAmendment],
        tried: Mapping[int, int] | None = None,
    ) -> None:
        super().__init__(data, instance=instance)
        self.sheet = sheet
        self.fields["amendment"].queryset = amendments  # type: ignore[attr-defined]  # a list
        if not amendments:
            del self.fields["amendment"]
        mix = next((one for one in sheet.mixes if one.number == instance.pk), None)
        weights = tried or (mix.weights if mix else {})
        for one in sheet.criteria:
            self.fields[_weight(one.pk)] = PercentField(label=_("%(name)s, en %%") % {"name": one})
            self.fields[_weight(one.pk)].initial = weights.get(one.pk, 0)
        self.essential = ("label", *(_weight(one.pk) for one in sheet.criteria))
        for member in sheet.members:
            for side, label, bounds in (
                ("floor", _("Plancher %(of)s, en euros"), mix.floors if mix else {}),
                ("cap", _("Plafond %(of)s, en euros"), mix.caps if mix else {}),
            ):
                self.fields[f"{side}_{member.pk}"] = EurosField(
                    label=label % {"of": _of(member)},
                    required=False,
                    initial=bounds.get(member.pk),
                )

    def clean(self) -> dict[str, object]:
        """The key: a criterion has a weight, no floor stands above its cap."""
        values = super().clean() or {}
        if not any(self._weights(values).values()):
            raise ValidationError(_("Donnez un poids à un critère au moins."))
        for member in self.sheet.members:
            floor, cap = values.get(f"floor_{member.pk}"), values.get(f"cap_{member.pk}")
            if isinstance(floor, int) and isinstance(cap, int) and floor > cap:
                words = _("Le plancher dépasse le plafond : baissez l’un ou relevez l’autre.")
                self.add_error(f"floor_{member.pk}", words)
        return values

    def _weights(self, values: Mapping[str, object]) -> dict[int, int]:
        rows = ((one.pk, values.get(_weight(one.pk))) for one in self.sheet.criteria)
        return {number: value for number, value in rows if isinstance(value, int)}

    @property
    def weights(self) -> dict[int, int]:
        """The weight of each criterion in hundredths of a percent."""
        return self._weights(self.cleaned_data)

    @property
    def bounds(self) -> dict[int, tuple[int | None, int | None]]:
        """The floor and the cap of each structure, in cents."""
        values = self.cleaned_data
        return {
            one.pk: (values[f"floor_{one.pk}"], values[f"cap_{one.pk}"])
            for one in self.sheet.members
        }


class ChoiceForm(forms.ModelForm[CostSharing]):
    """Which key is proposed, and by what it will be settled."""

    class Meta:
        model = CostSharing
        fields: ClassVar[list[str]] = ["chosen", "joint_decision", "decision"]

    def __init__(
        self, data: QueryDict | None = None, *, instance: CostSharing, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["chosen"] = KeyChoiceField(
            instance.keys.order_by("letter"), label=_("Clé proposée"), required=False
        )
        self.fields["joint_decision"] = forms.ModelChoiceField(
            joint_decisions(access),
            label=_("Décision conjointe"),
            required=False,
            help_text=_("Dès l’envoi aux conseils, les membres lisent la clé proposée."),
        )
        self.fields["decision"] = forms.ModelChoiceField(
            decisions(access), label=_("Ou décision d’une instance"), required=False
        )

    def clean(self) -> dict[str, object]:
        """The choice, settled once."""
        values = super().clean() or {}
        if values.get("joint_decision") and values.get("decision"):
            self.add_error("decision", ONE_ACT)
        return values


class FreezeForm(forms.Form):
    """A key is frozen once it is proposed, computed, and held by a decision."""

    def __init__(self, data: QueryDict | None = None, *, sheet: SharingSheet) -> None:
        super().__init__(data)
        self.sheet = sheet

    def clean(self) -> dict[str, object]:
        """Nothing; refused while something lacks."""
        if problem := freeze_problem(self.sheet):
            raise ValidationError(problem)
        return super().clean() or {}


class KeyChoiceField(forms.ModelChoiceField[CostKey]):
    """A key under its letter and its name."""

    def label_from_instance(self, obj: CostKey) -> str:
        """« B, Population et part égale »."""
        return f"{obj.letter}, {obj.label}"


def _stop(text: str) -> int:
    """How wide its columns are, in letters, so that they stand one under the other."""
    longest = max((len(cell) for line in text.splitlines() for cell in line.split("\t")), default=0)
    return next((one for one in STOPS if one > longest), STOPS[-1])


def _weight(number: int) -> str:
    return f"weight_{number}"


def _of(member: SharingMember) -> str:
    return french.of_body(str(member))
