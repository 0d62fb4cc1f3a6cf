"""Who pays, how much, how sure; what happened to a line: as they are typed."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.money import EurosField
from maillage.foundation.cooperations.choices import RECORDED
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import (
    GONE,
    WITHOUT_FUNDER,
    LineKind,
    MoneyState,
    MoneyStatus,
    Section,
)
from maillage.trade.funding.fields import FunderField, PercentField, StepDayField, ask_of_sums
from maillage.trade.funding.funding_plan.models import (
    LINE_TWICE,
    SECOND_REST,
    FundingLine,
    LineStep,
)
from maillage.trade.funding.funding_plan.queries.choices import decisions_to_tie
from maillage.trade.funding.funding_plan.rules.standing import step_fault
from maillage.trade.funding.funding_plan.words import noted_words

NO_FUNDER = lazy("Dites qui paie : une structure de l’annuaire.")
REST_IS_OWN = lazy("Seul l’autofinancement prend le reste : changez la nature, ou un montant.")
NO_AMOUNT = lazy("Écrivez un montant ; seul l’autofinancement peut prendre le reste.")
REST = "rest"
FIRST_STATES = (MoneyState.EXPECTED, MoneyState.REQUESTED, MoneyState.GRANTED)


class LineEditForm(forms.ModelForm[FundingLine]):
    """Who pays, as what, under which name, in which year; what follows from it."""

    essential: ClassVar[tuple[str, ...]] = ("funder", "kind", "label", "year")

    class Meta:
        model = FundingLine
        fields: ClassVar[list[str]] = [
            *("funder", "kind", "label", "year", "section", "claim_on", "claim_cents"),
            *("ends_on", "file_number", "beneficiary", "status", "rate_bp", "is_detr"),
            *("received_on", "joint_decision"),
        ]

    def __init__(
        self, data: QueryDict | None = None, *, instance: FundingLine, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["funder"] = FunderField(
            access,
            label=_("Qui paie"),
            help_text=_("Laissez vide pour les recettes des usagers et le mécénat."),
        )
        self.fields["beneficiary"] = FunderField(
            access, label=_("Qui reçoit, si ce n’est pas le maître d’ouvrage")
        )
        self.fields["joint_decision"] = forms.ModelChoiceField(
            decisions_to_tie(access),
            label=_("Fonds de concours : la décision des deux conseils"),
            required=False,
            help_text=_("Maillage dit alors quel accord manque."),
        )
        self.fields["label"].help_text = _("DETR 2026, contrat de territoire…")
        self.fields["section"].widget = forms.RadioSelect(choices=Section.choices)
        self.fields["status"] = forms.ChoiceField(
            label=_("Argent public ou privé"),
            choices=[("", _("d’après la structure")), *MoneyStatus.choices],
            required=False,
        )
        self.fields["rate_bp"] = PercentField(
            label=_("Taux du financeur, en % du coût"),
            help_text=_("Maillage dit quand l’aide le dépasse."),
        )
        self._add_what_is_due()

    def _add_what_is_due(self) -> None:
        """What is claimed next, and until when the work lasts."""
        self.fields["claim_on"] = DayField(
            label=_("Prochaine demande de versement"),
            required=False,
            help_text=_("Elle entre dans les échéances dues aux financeurs."),
        )
        self.fields["claim_cents"] = EurosField(
            label=_("Montant à demander, en euros"), required=False
        )
        self.fields["received_on"] = PastDayField(
            label=_("Accusé de réception de la demande"),
            required=False,
            help_text=_("DETR : les travaux commencent ce jour-là au plus tôt."),
        )
        self.fields["ends_on"] = DayField(
            label=_("À achever avant le"),
            required=False,
            help_text=_("Ce que dit l’acte : au-delà, l’aide tombe."),
        )

    def clean(self) -> dict[str, object]:
        """The line: somebody pays it, and no other says the same."""
        values = super().clean() or {}
        kind, funder = values.get("kind"), values.get("funder")
        if funder is None and kind not in WITHOUT_FUNDER and "funder" not in self.errors:
            self.add_error("funder", NO_FUNDER)
        if self._is_noted(values):
            self.add_error("label", LINE_TWICE)
        if self.instance.is_remainder and kind and kind != LineKind.OWN:
            self.add_error("kind", REST_IS_OWN)
        return values

    def _is_noted(self, values: dict[str, object]) -> bool:
        names = ("kind", "funder", "label", "section", "year")
        rows = self.instance.plan.lines.exclude(pk=self.instance.pk)
        return (
            not self.errors and rows.filter(**{name: values.get(name) for name in names}).exists()
        )


class LineForm(LineEditForm):
    """A line with its first step: how much, and how sure."""

    essential: ClassVar[tuple[str, ...]] = ("funder", "kind", "cents", "label")
    read_back = lazy(
        "[{funder}, ]{kind}[ : {euros:cents}][, {state}][ le {on}][, au titre de {label}]."
    )

    def __init__(
        self, data: QueryDict | None = None, *, instance: FundingLine, access: Access
    ) -> None:
        super().__init__(data, instance=instance, access=access)
        self.fields["kind"] = forms.ChoiceField(
            label=_("C’est"),
            choices=[
                *LineKind.choices[:3],
                (REST, _("autofinancement, prend ce que les autres laissent")),
                *LineKind.choices[3:],
            ],
        )
        self.fields["cents"] = EurosField(
            label=_("Montant, en euros"),
            required=False,
            help_text=_("De ce qui prend le reste : la somme votée, quand elle l’est."),
        )
        takes_rest = data is not None and data.get("kind") == REST and not data.get("cents")
        self.fields["state"] = forms.ChoiceField(
            label=_("C’est un montant"),
            choices=[(one.value, one.label) for one in FIRST_STATES],
            widget=forms.RadioSelect,
            required=not takes_rest,
        )
        self.fields["on"] = StepDayField(
            label=_("Depuis le"),
            help_text=_("Le jour de l’acte, de la demande, ou de l’échange."),
            required=not takes_rest,
        )
        for name in ("funder", "cents"):
            self.fields[name].depends_on = "kind"  # type: ignore[attr-defined]  # read by parts
        self.fields["act_number"] = forms.CharField(
            label=_("Acte"),
            max_length=120,
            required=False,
            help_text=_("Convention 26-0417, arrêté…"),
        )
        self.order_fields(["funder", "kind", "label", "cents", "state", "on", "year"])

    def clean(self) -> dict[str, object]:
        """The line: it has an amount, or takes what is left."""
        values = super().clean()
        takes_rest = self.takes_rest
        if takes_rest and self._has_rest(values):
            self.add_error("kind", SECOND_REST)
        if not takes_rest and values.get("cents") is None and "cents" not in self.errors:
            self.add_error("cents", NO_AMOUNT)
        ask_of_sums(self, "cents")
        return values

    @property
    def takes_rest(self) -> bool:
        """Whether the line takes what the others leave."""
        return self.data.get("kind") == REST

    def clean_kind(self) -> str:
        """The kind of the line; what takes the rest is own money."""
        kind: str = self.cleaned_data["kind"]
        return LineKind.OWN if kind == REST else kind

    def _has_rest(self, values: dict[str, object]) -> bool:
        rows = self.instance.plan.lines.filter(is_remainder=True, section=values.get("section"))
        year = values.get("year")
        if values.get("section") == Section.OPERATING and isinstance(year, int):
            rows = rows.filter(year=year)
        return rows.exists()

    def line(self) -> FundingLine:
        """The line, unsaved."""
        line: FundingLine = self.save(commit=False)
        line.is_remainder = self.takes_rest
        return line

    def first(self) -> LineStep | None:
        """Its first step; none for a remainder of which nobody voted anything."""
        values = self.cleaned_data
        if values["cents"] is None:
            return None
        return LineStep(
            kind=values["state"],
            on=values["on"],
            amount_cents=values["cents"],
            act_number=values["act_number"],
        )


class StepField(forms.ModelChoiceField[LineStep]):
    """A step of the line, told from the others by its day and its sum."""

    def label_from_instance(self, obj: LineStep) -> str:
        """« versé, 20 octobre 2026, 43 200 € »."""
        return noted_words(obj)


class StepForm(forms.ModelForm[LineStep]):
    """What happened, on which day, for how much, under which act."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "amount_cents", "on", "act_number")
    read_back = lazy("{kind} le {on}[ : {euros:amount_cents}][, {act_number}].")

    class Meta:
        model = LineStep
        fields: ClassVar[list[str]] = ["kind", "amount_cents", "on", "act_number", "note", "means"]

    def __init__(
        self, data: QueryDict | None = None, *, line: FundingLine, step: LineStep | None = None
    ) -> None:
        """`step` is one that stands already, shown again."""
        self.line = line
        initial = {} if step else {"kind": _next_kind(line), "on": timezone.localdate()}
        super().__init__(data, instance=step or LineStep(line=line), initial=initial)
        self.fields["kind"].widget = forms.RadioSelect(choices=MoneyState.choices)
        self.fields["amount_cents"] = EurosField(
            label=_("Montant, en euros"),
            required=False,
            help_text=_("Un versement s’ajoute aux précédents ; un refus n’a pas de montant."),
        )
        self.fields["amount_cents"].depends_on = "kind"  # type: ignore[attr-defined]  # by parts
        self.fields["on"] = StepDayField(label=_("Le"))
        self.fields["wrong"] = StepField(
            line.steps.filter(replaced_at__isnull=True).order_by("on", "pk"),
            label=_("Étape notée par erreur, à remplacer"),
            required=False,
        )
        self.fields["act_number"].help_text = _("Convention 26-0417, arrêté, délibération…")
        self.fields["note"].label = _("Suite")
        self.fields["means"] = forms.ChoiceField(
            label=_("Comment on le sait"), choices=RECORDED, widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, object]:
        """The step: it has an amount, but a refusal, which has none."""
        values = super().clean() or {}
        kind = str(values.get("kind", ""))
        if kind in GONE:
            values["amount_cents"] = None
        cents = values.get("amount_cents")
        amount = cents if isinstance(cents, int) else None
        paid = None if values.get("wrong") and kind in GONE else self.line.paid_cents
        if "amount_cents" not in self.errors and (why := step_fault(kind, amount, paid)):
            self.add_error("kind" if kind in GONE else "amount_cents", why)
        ask_of_sums(self, "amount_cents")
        return values


def _next_kind(line: FundingLine) -> str:
    """What usually happens after where a line stands."""
    order: Sequence[str] = MoneyState.values[:4]
    place = order.index(line.state) if line.state in order else 0
    return order[min(place + 1, len(order) - 1)]
