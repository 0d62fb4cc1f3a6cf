"""How a seat is held at a meeting, as one taps it."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.models.meetings import AgendaItem
from maillage.trade.governance.meetings.rules.attendance import carrier_fault


class PresenceForm(forms.Form):
    """One seat: how it is held, to whom its *pouvoir* is given, what is observed of it."""

    standing = forms.ChoiceField(label=lazy("Présence"), choices=Attending.choices)
    note = forms.CharField(label=lazy("Observations"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None, *, seat: Seat, others: Sequence[Seat]) -> None:
        super().__init__(data)
        self.seat = seat
        self.fields["given_to"] = forms.TypedChoiceField(
            label=_("Pouvoir donné à"),
            choices=[("", ""), *((str(one.pk), str(one)) for one in others)],
            required=False,
            coerce=int,
            empty_value=None,
        )

    def clean(self) -> dict[str, object]:
        """How it is held; a *pouvoir* names who carries it, nothing else does."""
        told = super().clean() or {}
        if told.get("standing") != Attending.PROXY:
            told["given_to"] = None
        if why := carrier_fault(str(told.get("standing")), told.get("given_to")):
            self.add_error("given_to", why)
        return told


class StandDownForm(forms.Form):
    """For which item a seat stands down, and why."""

    note = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=200,
        required=False,
        help_text=lazy("Une phrase de fait : siège au conseil de l’association aidée."),
    )

    def __init__(self, data: QueryDict | None = None, *, items: QuerySet[AgendaItem]) -> None:
        super().__init__(data)
        self.fields["item"] = forms.ModelChoiceField(
            label=_("Point"), queryset=items, empty_label=_("Choisir")
        )
        self.order_fields(["item", "note"])
