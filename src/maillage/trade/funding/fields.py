"""Who pays, a rate, a day that has come: how a plan asks for them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.core.fields import QuantityField
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.queries.organisations import (
    member_organisations,
    organisations,
)

NOT_YET = lazy("Une étape se note quand elle a eu lieu. Pour l’annoncer, ajoutez une échéance.")

# A sum so large is asked about once.
MUCH = 1_000_000_000_00
SURE = "sure"


def sure_of_sum(cents: int) -> str:
    """What is asked of a sum that is surely written in something else than euros."""
    sentence = _("%(sum)s : est-ce bien en euros ? Confirmez, ou corrigez.")
    return sentence % {"sum": euros_words(cents)}


def ask_of_sums(form: forms.BaseForm, *names: str) -> None:
    """Asks once of each of these sums that is so large; said once, it is taken."""
    values: dict[str, object] = form.cleaned_data
    sums = {name: values.get(name) for name in names}
    large = {name: one for name, one in sums.items() if isinstance(one, int) and one > MUCH}
    for name, one in large.items():
        ask_once(form, name, sure_of_sum(one), _("Oui, c’est bien en euros"))


def ask_once(form: forms.BaseForm, name: str, question: str, answer: str) -> None:
    """Asks this of a field, and a box to tick; nothing once it is ticked."""
    if form.data.get(SURE):
        return
    form.fields[SURE] = forms.BooleanField(label=answer, required=False)
    form.essential = (*getattr(form, "essential", ()), SURE)  # type: ignore[attr-defined]
    form.add_error(name, question)


class FunderField(OrganisationField):
    """One structure: the members of the cooperation first, the others apart and said so."""

    def __init__(self, access: Access, *, label: str, help_text: str = "") -> None:
        super().__init__(organisations(access), label=label, help_text=help_text, required=False)
        self.access = access

    def listed(self, records: Sequence[Organisation]) -> list[tuple[object, str]]:
        """Them as options, those of no member under the members, with their mention."""
        members, rows = self._members(), super().listed(records)
        if not members:
            return rows
        near = [one for one in rows if not one[0] or one[0] in members]
        apart = [
            (number, _("%(name)s (hors de la coopération)") % {"name": name})
            for number, name in rows
            if number and number not in members
        ]
        return [*near, *apart]

    def matching(self, typed: str) -> list[Organisation]:
        """The structures that answer to the name, the members first."""
        members = self._members()
        return sorted(super().matching(typed), key=lambda one: one.pk not in members)

    def _members(self) -> set[object]:
        return set(member_organisations(self.access).values_list("pk", flat=True))


class PercentField(QuantityField):
    """A rate typed in percents, kept in basis points."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, min_value=0, max_value=100
        )

    def clean(self, value: object) -> int | None:
        """The rate in basis points."""
        typed = super().clean(value.replace("%", "") if isinstance(value, str) else value)
        return None if typed is None else int(typed * 100)

    def prepare_value(self, value: object) -> object:
        """The rate as it is typed."""
        return super().prepare_value(Decimal(value) / 100) if isinstance(value, int) else value


class StepDayField(DayField):
    """The day of a step, today or before: what is to come is a duty."""

    def clean(self, value: object) -> date | None:
        """The day; refused when it is not there yet."""
        on: date | None = super().clean(value)
        if on is not None and on > timezone.localdate():
            raise ValidationError(NOT_YET)
        return on
