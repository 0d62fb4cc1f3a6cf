"""What a structure says of a competence, as it is typed."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import HoldState
from maillage.ground.directory.competence_matrix.queries import (
    editable_members,
    last_word,
    receivers,
    usual_spelling,
)
from maillage.ground.directory.competence_matrix.services import Holding
from maillage.ground.directory.competence_matrix.words import state_words
from maillage.ground.directory.records.models.organisations import (
    NOT_HELD,
    Competence,
    Organisation,
)
from maillage.ground.directory.records.naming import OrganisationField

NOTHING = ("", lazy("ni l’un ni l’autre"))
LONGEST = 120


@dataclass(frozen=True)
class CellPlace:
    """Which cell is filled, by whom: what is not known yet is asked by the form."""

    access: Access
    organisation: Organisation | None = None
    domain: str = ""

    @property
    def current(self) -> Competence | None:
        """The word that stands in the cell, once it is known which."""
        if self.organisation is None or not self.domain:
            return None
        return last_word(self.organisation, self.domain)


class HoldingForm(forms.Form):
    """A competence held or transferred from a day on; the former word ends that day.

    `asked_at` is the page of the form, when it is shown on another.
    """

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, place: CellPlace, asked_at: str = ""
    ) -> None:
        current = place.current
        super().__init__(data, initial=_initial(current))
        self.sent, self.place, self.current = data, place, current
        if place.organisation is None:
            self.fields["organisation"] = OrganisationField(
                label=_("Structure"), queryset=editable_members(place.access)
            )
        if not place.domain:
            self.fields["domain"] = _domain_field()
        self.fields["state"] = _state_field(current)
        self.fields["holder"] = holder = OrganisationField(
            label=_("Transférée à"),
            queryset=receivers(place.access, place.organisation, current),
            required=False,
        )
        holder.asked_at = asked_at
        self.fields["since"] = _since_field(current)
        self.order_fields(["organisation", "domain", "state", "holder", "since"])
        self.fields["read"] = self.fields.pop("read")

    def clean(self) -> dict[str, object]:
        """The word; refused when it says two things or comes before the one it would follow."""
        cleaned = super().clean() or {}
        receiver = cleaned.get("holder")
        if receiver and cleaned.get("state") != HoldState.TRANSFERRED:
            self.add_error("state", NOT_HELD)
        if receiver and receiver == cleaned.get("organisation"):
            self.add_error("holder", _("Une structure ne transfère pas à elle-même."))
        if not self.errors:
            self.current = last_word(self.organisation, self.domain)
            self._check_day(cleaned.get("since"))
        return cleaned

    def _check_day(self, since: date | None) -> None:
        current = self.current
        if current is None:
            return
        words = {"words": state_words(current)}
        if self.holding.repeats(current):
            if since and current.since and since != current.since:
                self.add_error("since", _("C’est déjà noté : %(words)s.") % words)
        elif since is None:
            sentence = _("Donnez le jour du changement : « %(words)s » s’arrêtera ce jour-là.")
            self.add_error("since", sentence % words)
        elif current.since and since < current.since:
            sentence = _(
                "Ce jour vient avant le %(day)s, où commence ce qui est noté : corrigez-le."
            )
            self.add_error("since", sentence % {"day": french.long_date(current.since)})

    @property
    def organisation(self) -> Organisation:
        """The structure whose word it is."""
        chosen: Organisation = self.place.organisation or self.cleaned_data["organisation"]
        return chosen

    @property
    def domain(self) -> str:
        """The competence, as it is typed."""
        return self.place.domain or " ".join(str(self.cleaned_data["domain"]).split())

    @property
    def holding(self) -> Holding:
        """The word, the competence spelled as it usually is."""
        return Holding(
            domain=usual_spelling(self.place.access, self.domain),
            state=str(self.cleaned_data.get("state") or ""),
            receiver=self.cleaned_data.get("holder"),
            since=self.cleaned_data.get("since"),
        )

    @property
    def number_read(self) -> int:
        """The number of the word that the form showed; the present one when no cell was chosen."""
        if self.place.organisation and self.place.domain:
            return int(self.cleaned_data.get("read") or 0)
        return self.current.pk if self.current else 0

    def add_change_error(self, current: Competence | None) -> None:
        """Says what somebody else wrote meanwhile; what was typed stays, ready to be sent again."""
        sent = QueryDict(mutable=True) if self.sent is None else self.sent.copy()
        sent["read"] = str(current.pk if current else 0)
        self.data = sent
        sentence = _(
            "Pendant que vous écriviez, quelqu’un a noté : %(words)s. Relisez, puis enregistrez "
            "si votre réponse tient toujours."
        )
        self.add_error(None, sentence % {"words": state_words(current)})


def typed_domain(typed: str) -> str:
    """The competence that the address names, or nothing when it cannot be one."""
    domain = " ".join(typed.split())
    return domain if len(domain) <= LONGEST and domain.isprintable() else ""


def _initial(current: Competence | None) -> dict[str, object]:
    if current is None:
        return {"read": 0}
    return {"state": current.state, "holder": current.holder_id, "read": current.pk}


def _domain_field() -> forms.CharField:
    return forms.CharField(
        label=_("Compétence"),
        help_text=_("Comme on la nomme : mobilités, enfance-jeunesse, eau…"),
        max_length=LONGEST,
    )


def _state_field(current: Competence | None) -> forms.ChoiceField:
    offered = [(state.value, state.label) for state in HoldState]
    return forms.ChoiceField(
        label=_("Cette compétence est"),
        choices=[*offered, NOTHING] if current else offered,
        widget=forms.RadioSelect,
        required=current is None,
    )


def _since_field(current: Competence | None) -> forms.DateField:
    hint = (
        _("Ce qui est noté s’arrête ce jour-là.") if current else _("Si vous connaissez ce jour.")
    )
    return forms.DateField(label=_("À partir du"), help_text=hint, required=False)
