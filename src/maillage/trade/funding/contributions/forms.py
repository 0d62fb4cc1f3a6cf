"""A contribution, the call of a year, a call, a receipt, why a call is cancelled: as typed."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, PastDayField
from maillage.core.money import EurosField, euros_words
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.models import (
    CONTRIBUTION_TWICE,
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.contributions.readings import Standing, split_calls
from maillage.trade.funding.fields import PercentField, ask_once

MOST_PARTS, WHOLE_BP = 3, 10_000
OUT_OF_ORDER = lazy("Chaque appel se paie après le précédent : mettez les jours dans l’ordre.")
LOOK_FIRST = lazy("Regardez d’abord ce que chacune paiera à chaque appel, puis confirmez.")
NOT_WHOLE = lazy("Les parts font %(sum)s %% : elles doivent faire 100 %%.")


class ContributionForm(forms.ModelForm[Contribution]):
    """Who pays, in which year, how much, from what."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "year", "planned_cents", "origin")

    class Meta:
        model = Contribution
        fields: ClassVar[list[str]] = [
            *("organisation", "year", "planned_cents", "origin"),
            *("origin_text", "collector"),
        ]

    def __init__(
        self, data: QueryDict | None = None, *, instance: Contribution, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        self.access = access
        present = Q(pk=instance.organisation_id) | Q(pk=instance.collector_id)
        now = Q(pk__in=member_organisations(access).values("pk")) | present
        rows = Organisation.objects.filter(now).order_by("folded", "pk")
        self.fields["organisation"] = forms.ModelChoiceField(rows, label=_("Structure"))
        self.fields["collector"] = forms.ModelChoiceField(
            rows, label=_("Qui encaisse"), required=False
        )
        self.fields["planned_cents"] = EurosField(
            label=_("Montant prévu, en euros"), required=False
        )
        if instance.origin != Origin.UNKNOWN:
            choices = [one for one in Origin.choices if one[0] != Origin.UNKNOWN]
            self.fields["origin"] = forms.ChoiceField(
                choices=choices, label=_("D’où vient la somme"), initial=instance.origin
            )
        self.fields["origin_text"].help_text = _("Article 12 des statuts, forfait voté en mars…")

    def clean(self) -> dict[str, object]:
        """The contribution: one of its origin, for a structure in a year."""
        values = super().clean() or {}
        same = {name: values.get(name) for name in ("organisation", "year", "origin")}
        rows = Contribution.objects.filter(
            cooperation=self.access.cooperation_id,
            sharing=self.instance.sharing_id,
            taken_from__isnull=True,
        ).exclude(pk=self.instance.pk)
        is_taken = self.instance.taken_from_id is not None
        if not is_taken and None not in same.values() and rows.filter(**same).exists():
            self.add_error("organisation", CONTRIBUTION_TWICE)
        return values


class YearCallForm(forms.Form):
    """In how many calls a year is called: the part of each, and its day."""

    essential: tuple[str, ...] = ("part_1", "due_1", "part_2", "due_2")

    def __init__(self, data: QueryDict | None = None, *, rows: Sequence[Contribution] = ()) -> None:
        super().__init__(data)
        self.rows, self.percents = rows, [WHOLE_BP]
        for place, name in enumerate((_("Premier"), _("Second"), _("Troisième")), 1):
            self.fields[f"part_{place}"] = PercentField(
                label=_("%(place)s appel, en %%") % {"place": name}
            )
            self.fields[f"due_{place}"] = DayField(
                label=_("%(place)s appel : à payer avant le") % {"place": name}, required=False
            )
        self.fields["part_1"].initial = 10_000
        self.fields["called_on"] = DayField(label=_("Appelé le"), initial=timezone.localdate)

    def clean(self) -> dict[str, object]:
        """The parts: together they make the whole."""
        values = super().clean() or {}
        self.percents = [percent for percent, _due in self._parts(values)]
        whole = sum(self.percents)
        if whole != WHOLE_BP and not self.errors:
            raise ValidationError(NOT_WHOLE % {"sum": f"{whole / 100:g}".replace(".", ",")})
        days = [due for _percent, due in self._parts(values) if due]
        if days != sorted(days):
            raise ValidationError(OUT_OF_ORDER)
        if len(self._parts(values)) > 1 and not self.errors:
            ask_once(self, "part_1", str(LOOK_FIRST), _("Oui, appeler ces montants"))
        return values

    @property
    def shares(self) -> list[tuple[str, str, list[str]]]:
        """Who pays, how much in all, and in each call once its parts make the whole."""
        percents = self.percents
        shown = percents if sum(percents) == WHOLE_BP and len(percents) > 1 else []
        return [
            (
                str(one.organisation),
                euros_words(one.planned_cents or 0),
                [euros_words(cents) for cents in split_calls(one.planned_cents or 0, shown)]
                if shown
                else [],
            )
            for one in self.rows
        ]

    def _parts(self, values: dict[str, object]) -> list[tuple[int, date | None]]:
        rows = (
            (values.get(f"part_{place}"), values.get(f"due_{place}"))
            for place in range(1, MOST_PARTS + 1)
        )
        return [
            (part, due if isinstance(due, date) else None)
            for part, due in rows
            if isinstance(part, int) and part
        ]

    @property
    def parts(self) -> list[tuple[int, date | None]]:
        """The part of each call in hundredths of a percent, and the day it is due."""
        return self._parts(self.cleaned_data)


class CallForm(forms.ModelForm[ContributionCall]):
    """A call of one structure: its sum, its days, its number."""

    essential: ClassVar[tuple[str, ...]] = ("cents", "called_on", "due_on", "title_number")

    class Meta:
        model = ContributionCall
        fields: ClassVar[list[str]] = ["cents", "called_on", "due_on", "title_number"]

    def __init__(self, data: QueryDict | None = None, *, instance: ContributionCall) -> None:
        super().__init__(data, instance=instance)
        self.fields["cents"] = EurosField(label=_("Montant appelé, en euros"))
        self.fields["called_on"] = DayField(label=_("Appelé le"))
        self.fields["due_on"] = DayField(label=_("À payer avant le"), required=False)


class ReceiptForm(forms.ModelForm[ContributionReceipt]):
    """What came: how much, when, how one knows it; more than what is due is asked about once."""

    essential: tuple[str, ...] = ("cents", "on", "how")

    class Meta:
        model = ContributionReceipt
        fields: ClassVar[list[str]] = ["cents", "on", "how", "means", "told_by"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: ContributionReceipt,
        state: Standing,
    ) -> None:
        super().__init__(data, instance=instance)
        self.state = state
        self.fields["cents"] = EurosField(label=_("Montant reçu, en euros"))
        self.fields["on"] = PastDayField(label=_("Reçu le"))
        self.fields["how"].help_text = _("Virement, mandat ; état du comptable…")

    def clean(self) -> dict[str, object]:
        """The receipt, within what is due or said to be more."""
        values = super().clean() or {}
        cents, due = values.get("cents"), max(self.state.rest or 0, 0)
        if isinstance(cents, int) and self.state.called and cents > due:
            words = _("%(sum)s de plus que ce qui est dû : confirmez, ou corrigez.")
            over = euros_words(cents - due)
            ask_once(self, "cents", words % {"sum": over}, _("Oui, c’est bien ce qui est reçu"))
        return values


class CancelForm(forms.Form):
    """Why a call is cancelled."""

    reason = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=300,
        help_text=lazy("La raison reste sous l’appel, qui ne compte plus."),
    )
